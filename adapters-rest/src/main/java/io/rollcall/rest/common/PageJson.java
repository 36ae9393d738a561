package io.rollcall.rest.common;

import io.rollcall.application.port.Page;
import io.rollcall.rest.Installation;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of a list. A page past the end is empty, never an error: clients ask until it is. */
public record PageJson<T>(
    long count,
    @Schema(nullable = true) @Nullable String next,
    @Schema(nullable = true) @Nullable String previous,
    List<T> results) {

  public static <R, T> PageJson<T> of(
      Page<R> page,
      Page.Request wanted,
      UriInfo uri,
      Installation installation,
      Function<R, T> json) {
    return of(page, wanted, uri, installation, json, null);
  }

  /**
   * @param key what the list is ordered by, so that the next page is found by the last one's key
   *     and costs the same however deep it lies; null to count pages
   */
  public static <R, T> PageJson<T> of(
      Page<R> page,
      Page.Request wanted,
      UriInfo uri,
      Installation installation,
      Function<R, T> json,
      @Nullable Function<R, Long> key) {
    long last = Math.max(1, (page.total() + wanted.size() - 1) / wanted.size());
    var after = key == null || page.items().isEmpty() ? null : key.apply(page.items().getLast());
    return new PageJson<>(
        page.total(),
        wanted.number() < last ? link(uri, installation, wanted.number() + 1L, after) : null,
        wanted.number() > 1
            ? link(uri, installation, Math.min(wanted.number() - 1L, last), null)
            : null,
        page.items().stream().map(json).toList());
  }

  /** The same request with another page, at the address clients know: never the one they sent. */
  private static String link(
      UriInfo uri, Installation installation, long page, @Nullable Long after) {
    var there = uri.getRequestUriBuilder().replaceQueryParam("page", page);
    there.replaceQueryParam("after", after == null ? new Object[0] : new Object[] {after});
    var built = there.build();
    return installation.link(built.getRawPath() + "?" + built.getRawQuery());
  }
}
