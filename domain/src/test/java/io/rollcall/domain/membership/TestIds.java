package io.rollcall.domain.membership;

/** Counts up, far from the ids that tests write down themselves. */
public final class TestIds implements Ids {
  private long last = 1_000_000;

  @Override
  public GrantId nextGrant() {
    return new GrantId(++last);
  }

  @Override
  public SuspensionId nextSuspension() {
    return new SuspensionId(++last);
  }

  @Override
  public MembershipId nextMembership() {
    return new MembershipId(++last);
  }
}
