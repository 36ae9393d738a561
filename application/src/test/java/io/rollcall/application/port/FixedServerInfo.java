package io.rollcall.application.port;

import io.rollcall.domain.identity.AttemptLimits;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.organization.Plan;
import java.time.Duration;

/** A configuration that never changes. */
public record FixedServerInfo(boolean openSignUp, Plan defaultPlan, Session.Policy sessionPolicy)
    implements ServerInfo {
  /** As a server is configured that nobody configured. */
  public static final FixedServerInfo DEFAULT =
      new FixedServerInfo(true, Plan.UNLIMITED, Session.Policy.DEFAULT);

  @Override
  public boolean provesAddresses() {
    return false;
  }

  @Override
  public AttemptLimits attemptLimits() {
    return AttemptLimits.DEFAULT;
  }

  public static FixedServerInfo plan(Plan plan) {
    return new FixedServerInfo(true, plan, Session.Policy.DEFAULT);
  }

  @Override
  public boolean sendsMail() {
    return true;
  }

  @Override
  public Duration activityRetention() {
    return Duration.ofDays(365);
  }

  @Override
  public Duration organizationGrace() {
    return Duration.ofDays(30);
  }

  @Override
  public Duration invitationLife() {
    return Duration.ofDays(7);
  }
}
