package io.rollcall.application.port;

import io.rollcall.domain.organization.Plan;
import java.time.Instant;
import java.util.List;

/** What the operator sees across organizations; never served over HTTP. */
public interface OperatorViews {
  /**
   * Organizations whose title or owner's address holds the text, whatever its case, by id.
   *
   * @param text empty for all
   * @param limit at most so many
   */
  List<OrganizationRow> organizations(String text, int limit);

  record OrganizationRow(
      long id,
      String title,
      String ownerEmail,
      int members,
      int seatsTaken,
      Plan plan,
      Instant createdAt) {}
}
