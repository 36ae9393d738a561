package io.rollcall.application.organization;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.ServerInfo;
import io.rollcall.application.port.SessionPolicyRepository;
import io.rollcall.application.port.SessionPolicyRepository.Kept;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long sessions live in an organization: the owner's business alone. */
@ApplicationScoped
public class SessionPolicy {
  private final OrganizationRepository organizations;
  private final SessionPolicyRepository policies;
  private final ServerInfo server;
  private final InstantSource clock;
  private final ChangeNotes notes;

  SessionPolicy(
      OrganizationRepository organizations,
      SessionPolicyRepository policies,
      ServerInfo server,
      InstantSource clock,
      ChangeNotes notes) {
    this.organizations = organizations;
    this.policies = policies;
    this.server = server;
    this.clock = clock;
    this.notes = notes;
  }

  /** The organization's own policy, or the server's, which then counts since the founding. */
  @Transactional
  public Kept read(OrganizationId organization, UserId actor) {
    var acting =
        organizations
            .acting(organization, actor)
            .orElseThrow(() -> new Violation.NotFound("organization").refused())
            .require(Permission.OWN_ORGANIZATION);
    var founded = acting.organization().createdAt();
    return policies
        .find(organization)
        .orElseGet(() -> new Kept(server.sessionPolicy(), founded, founded));
  }

  /**
   * Null leaves a limit as it is.
   *
   * @param maxAge from sign-in, at least a minute
   * @param maxIdle between two requests, at least a minute
   */
  public record Command(
      OrganizationId organization,
      UserId actor,
      @Nullable Duration maxAge,
      @Nullable Duration maxIdle) {}

  /**
   * Locks the organization. Sessions that are too old for the new policy are at an end at once.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  @Transactional
  public Kept change(Command command) {
    var occasion = new Occasion(clock.instant(), new Recorder.ByUser(command.actor()));
    organizations
        .lock(command.organization(), List.of(command.actor()), occasion)
        .require(command.actor(), Permission.OWN_ORGANIZATION);
    var before =
        policies.find(command.organization()).map(Kept::policy).orElse(server.sessionPolicy());
    var after =
        new Session.Policy(
            command.maxAge() == null ? before.maxAge() : command.maxAge(),
            command.maxIdle() == null ? before.maxIdle() : command.maxIdle());
    notes.changed(
        Change.between(
            "session_policy", command.organization().value(), fields(before), fields(after)));
    return policies.save(command.organization(), after, occasion.at());
  }

  private static Map<String, @Nullable Object> fields(Session.Policy policy) {
    return Map.of(
        "max_session_age", policy.maxAge().toMinutes(),
        "max_time_between_activity", policy.maxIdle().toMinutes());
  }
}
