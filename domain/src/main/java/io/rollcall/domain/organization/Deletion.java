package io.rollcall.domain.organization;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import java.time.Instant;

/**
 * An organization that its owner deleted. It is there for nobody; the operator can restore it until
 * its purge begins.
 *
 * @param purgeAfter from when on all of it may be removed
 * @param purging whether that has begun: what is left is not whole any more
 */
public record Deletion(
    OrganizationId organization,
    String title,
    UserId owner,
    Instant at,
    Instant purgeAfter,
    boolean purging) {

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code WrongState} when it is too late
   */
  public void requireWhole() {
    if (purging) {
      throw new Violation.WrongState("organization", "being purged").refused();
    }
  }
}
