package io.rollcall.rest.organization;

import io.rollcall.application.identity.Caller;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;

/** Where a caller asks. */
final class AuthzenCaller {
  private AuthzenCaller() {}

  /**
   * The organization of the credential.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotPermitted} for whoever works
   *     in none: AuthZEN knows no 404
   */
  static OrganizationId organization(Caller caller) {
    var active = caller.active();
    if (active == null) {
      throw new Violation.NotPermitted(Permission.BE_MEMBER.key()).refused();
    }
    return caller.in(active);
  }
}
