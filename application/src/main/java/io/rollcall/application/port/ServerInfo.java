package io.rollcall.application.port;

import io.rollcall.domain.identity.AttemptLimits;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.organization.Plan;
import java.time.Duration;

/** What the operator configured and a use case needs to know. */
public interface ServerInfo {
  /** Whether anybody may sign up, or only those with an invitation. */
  boolean openSignUp();

  /**
   * Whether an address has to be proved before its account opens anything; then nobody learns by
   * signing up which addresses have an account.
   */
  boolean provesAddresses();

  /** The plan of new organizations. */
  Plan defaultPlan();

  Session.Policy sessionPolicy();

  /** How long an invitation by mail can be accepted. */
  Duration invitationLife();

  AttemptLimits attemptLimits();

  /** How long a deleted organization can be restored. */
  Duration organizationGrace();

  /** Whether there is a mail server to send letters by. */
  boolean sendsMail();

  /** How long the activity log is kept. */
  Duration activityRetention();
}
