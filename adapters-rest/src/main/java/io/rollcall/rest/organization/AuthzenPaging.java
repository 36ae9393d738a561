package io.rollcall.rest.organization;

import io.rollcall.application.organization.SearchAccess;
import io.rollcall.rest.common.Input;
import io.rollcall.rest.organization.AuthzenJson.ActionRequest;
import io.rollcall.rest.organization.AuthzenJson.EntityRequest;
import io.rollcall.rest.organization.AuthzenJson.PageRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Pages of searches: a token says after which id to go on, and which search it belongs to. It holds
 * nothing that the answer did not tell.
 *
 * @param search names the search, so that a token is not used for another
 */
record AuthzenPaging(SearchAccess.Page page, String search) {
  private static final int USUAL = 100;
  private static final int MOST = 1000;

  static AuthzenPaging of(
      Input input,
      @Nullable PageRequest sent,
      String kind,
      String type,
      @Nullable ActionRequest action,
      @Nullable EntityRequest about) {
    var search =
        name(
            kind,
            type,
            action == null ? null : action.name(),
            about == null ? null : about.type(),
            about == null ? null : about.id());
    return new AuthzenPaging(
        new SearchAccess.Page(after(input, sent, search), limit(input, sent)), search);
  }

  private static String name(@Nullable String... parts) {
    var text = new StringBuilder();
    for (var part : parts) {
      text.append(Objects.requireNonNullElse(part, "")).append('\n');
    }
    return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static int limit(Input input, @Nullable PageRequest sent) {
    var limit = sent == null ? null : sent.limit();
    if (limit == null) {
      return USUAL;
    }
    if (limit < 0) {
      input.refuse("page.limit", "Ensure this value is greater than or equal to 0.");
      return USUAL;
    }
    return Math.min(limit, MOST);
  }

  private static long after(Input input, @Nullable PageRequest sent, String search) {
    var token = sent == null ? null : sent.token();
    if (token == null || token.isEmpty()) {
      return 0;
    }
    try {
      var read = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
      int colon = read.indexOf(':');
      if (colon > 0 && read.substring(colon + 1).equals(search)) {
        return Math.max(0, Long.parseLong(read.substring(0, colon)));
      }
    } catch (IllegalArgumentException notOurs) {
      // refused below, as a token of another search is
    }
    input.refuse("page.token", "Not a token of this search.");
    return 0;
  }

  /** Where to go on; empty at the end. */
  String token(@Nullable Long next) {
    return next == null
        ? ""
        : Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString((next + ":" + search).getBytes(StandardCharsets.US_ASCII));
  }
}
