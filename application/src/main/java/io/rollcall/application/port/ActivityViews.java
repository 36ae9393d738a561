package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the activity log of one organization. */
public interface ActivityViews {
  /** How many rows a count counts and a search searches: the first in the order asked for. */
  int WINDOW = 100_000;

  Found find(Query query);

  /**
   * Like {@link #find}, but goes on after a row and looks as far as it takes; nothing is counted.
   */
  List<Row> after(Query query, @Nullable Key last, int most);

  /**
   * @param search part of the path or of the e-mail address, any case; empty for all
   * @param method empty for all
   * @param from the first moment; null for any
   * @param before the first moment that is too late; null for none
   */
  record Filter(
      String search,
      String method,
      @Nullable UserId user,
      @Nullable ProjectId project,
      @Nullable WorkspaceId workspace,
      @Nullable Instant from,
      @Nullable Instant before) {}

  /** Ordered by time. */
  record Query(
      OrganizationId organization, Filter filter, boolean oldestFirst, Page.Request page) {}

  /**
   * @param filtered how many match on all pages, up to {@link #WINDOW}
   * @param total how many rows the organization has
   */
  record Found(List<Row> rows, long filtered, long total) {
    public Found {
      rows = List.copyOf(rows);
    }
  }

  /** Where a row stands in the order. */
  record Key(Instant at, long id) {}

  /**
   * @param extra what changed, as JSON; null for nothing
   */
  record Row(
      long id,
      long organizationId,
      Instant at,
      int milliseconds,
      @Nullable Integer status,
      String method,
      String path,
      long userId,
      String email,
      @Nullable String credential,
      @Nullable Long credentialId,
      String address,
      String userAgent,
      String referer,
      @Nullable Long workspaceOwner,
      @Nullable Long workspaceId,
      @Nullable Long projectId,
      @Nullable String extra) {
    public Key key() {
      return new Key(at, id);
    }
  }
}
