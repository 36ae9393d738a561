package io.rollcall.application.port;

import io.rollcall.domain.organization.Plan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator sees across organizations; never served over HTTP. */
public interface OperatorViews {
  /**
   * Organizations, deleted ones too, whose title or owner's address holds the text, whatever its
   * case, by id.
   *
   * @param text empty for all
   * @param limit at most so many
   */
  List<OrganizationRow> organizations(String text, int limit);

  /**
   * @param purgeAfter from when on a deleted one is purged; null for one that is in use
   */
  record OrganizationRow(
      long id,
      String title,
      String ownerEmail,
      int members,
      int seatsTaken,
      Plan plan,
      Instant createdAt,
      @Nullable Instant purgeAfter) {}
}
