package io.rollcall.domain.organization;

import org.jspecify.annotations.Nullable;

/**
 * What an organization is entitled to. Set by configuration, changed by the operator alone.
 *
 * @param seatLimit how many members may hold an active role at once, at least 1; null for no limit
 * @param moreOrganizations whether its owner may create further organizations
 */
public record Plan(
    @Nullable Integer seatLimit,
    boolean moreOrganizations,
    boolean sso,
    boolean ldap,
    boolean scim,
    boolean activityLog) {
  /** Everything on, no limit. */
  public static final Plan UNLIMITED = new Plan(null, true, true, true, true, true);

  public Plan {
    if (seatLimit != null && seatLimit < 1) {
      throw new IllegalArgumentException("a plan has at least one seat: the owner's");
    }
  }
}
