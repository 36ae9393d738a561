package io.rollcall.persistence;

import io.rollcall.domain.identity.OrganizationId;

/** What dies when somebody loses access to an organization: at once, on every node. */
final class LostAccess {
  private LostAccess() {}

  /**
   * Adds to the flight: sessions bound to the organization end, those that work in it leave it, and
   * the legacy keys and personal access tokens for it go.
   */
  static void end(Flight flight, OrganizationId organization, long[] users) {
    flight.change(
        "delete from session where user_id = any (?) and bound_to = ?",
        users,
        organization.value());
    flight.change(
        "update session set active = null where user_id = any (?) and active = ?",
        users,
        organization.value());
    flight.change(
        "delete from legacy_token where organization_id = ? and user_id = any (?)",
        organization.value(),
        users);
    flight.change(
        "delete from api_token where organization_id = ? and user_id = any (?)",
        organization.value(),
        users);
  }
}
