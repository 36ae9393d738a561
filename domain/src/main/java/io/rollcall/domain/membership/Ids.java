package io.rollcall.domain.membership;

/**
 * Fresh ids. The domain makes none up; whoever stores the facts hands them out. Never repeats one,
 * may leave gaps.
 */
public interface Ids {
  GrantId nextGrant();

  SuspensionId nextSuspension();

  MembershipId nextMembership();
}
