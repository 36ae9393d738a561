package io.rollcall.server;

import io.rollcall.application.port.ServerInfo;
import io.rollcall.domain.identity.AttemptLimits;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.organization.Plan;
import io.rollcall.mail.MailSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * What the operator configured, for use cases. Read once: a wrong value keeps the server from
 * starting.
 */
@ApplicationScoped
class ConfiguredServerInfo implements ServerInfo {
  private final boolean openSignUp;
  private final boolean provesAddresses;
  private final Plan plan;
  private final Session.Policy sessionPolicy;
  private final Duration invitationLife;
  private final AttemptLimits attemptLimits;
  private final Duration organizationGrace;
  private final Duration activityRetention;
  private final boolean sendsMail;

  ConfiguredServerInfo(RollcallConfig config, MailSettings mail) {
    this.sendsMail = mail.hasServer();
    this.openSignUp = config.signUp() != RollcallConfig.SignUp.INVITATION;
    this.provesAddresses = config.signUp() == RollcallConfig.SignUp.CONFIRMED;
    var wanted = config.plan();
    this.plan =
        new Plan(
            wanted.seatLimit().isPresent() ? wanted.seatLimit().getAsInt() : null,
            wanted.moreOrganizations(),
            wanted.sso(),
            wanted.ldap(),
            wanted.scim(),
            wanted.activityLog());
    this.invitationLife = config.invitation().life();
    if (invitationLife.toMinutes() < 1) {
      throw new IllegalArgumentException("rollcall.invitation.life is at least a minute");
    }
    this.organizationGrace = config.organization().grace();
    if (organizationGrace.toMinutes() < 1) {
      throw new IllegalArgumentException("rollcall.organization.grace is at least a minute");
    }
    this.activityRetention = config.activity().retention();
    if (activityRetention.toDays() < 1) {
      throw new IllegalArgumentException("rollcall.activity.retention is at least a day");
    }
    this.sessionPolicy = new Session.Policy(config.session().maxAge(), config.session().maxIdle());
    var abuse = config.abuse();
    this.attemptLimits =
        new AttemptLimits(
            abuse.window(), abuse.perAccount(), abuse.perAddress(), abuse.mailsPerAccount());
  }

  @Override
  public Duration invitationLife() {
    return invitationLife;
  }

  @Override
  public boolean openSignUp() {
    return openSignUp;
  }

  @Override
  public Plan defaultPlan() {
    return plan;
  }

  @Override
  public Session.Policy sessionPolicy() {
    return sessionPolicy;
  }

  @Override
  public AttemptLimits attemptLimits() {
    return attemptLimits;
  }

  @Override
  public Duration organizationGrace() {
    return organizationGrace;
  }

  @Override
  public boolean sendsMail() {
    return sendsMail;
  }

  @Override
  public Duration activityRetention() {
    return activityRetention;
  }

  @Override
  public boolean provesAddresses() {
    return provesAddresses;
  }
}
