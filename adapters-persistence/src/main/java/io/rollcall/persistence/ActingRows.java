package io.rollcall.persistence;

import io.rollcall.application.port.OrganizationRepository.Acting;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;

/** Somebody who acts in an organization, as one row. */
final class ActingRows {
  private static final String ACTING =
      "select "
          + OrganizationRows.COLUMNS
          + ", m.user_id, m.role, "
          + MembershipRows.ACCESS_COLUMNS
          + """

          from membership m join organization o on o.id = m.organization_id
          where m.organization_id = ? and m.user_id = ? and m.deleted_at is null""";

  private ActingRows() {}

  /** Adds the question to a flight that has entered the organization. */
  static Flight.Rows<Acting> query(Flight flight, OrganizationId organization, UserId user) {
    return flight.query(
        ACTING,
        row -> new Acting(OrganizationRows.read(row), MembershipRows.standing(row)),
        organization.value(),
        user.value());
  }
}
