package io.rollcall.domain.membership;

import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.ProviderKind;
import io.rollcall.domain.identity.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes down facts as a test tells them: each one a minute after the one before. {@code
 * Facts.none().mapped(MANAGER).ended()} is a mapped role that was held and lost.
 */
public final class Facts {
  public static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  public static final UserId ADMIN = new UserId(900);
  public static final ProviderId LDAP = new ProviderId(1);
  public static final ProviderId OIDC = new ProviderId(2);
  public static final WorkspaceId WORKSPACE = new WorkspaceId(71);
  public static final ProjectId PROJECT = new ProjectId(81);

  private final List<Grant> grants = new ArrayList<>();
  private final List<Suspension> suspensions = new ArrayList<>();
  private final Set<ProviderId> listedBy = new HashSet<>();
  private boolean owner;
  private int minute;
  private boolean sameMoment;

  private Facts() {}

  public static Facts none() {
    return new Facts();
  }

  public static Instant minute(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  public static ProviderKind kind(ProviderId provider) {
    return provider.equals(LDAP) ? ProviderKind.LDAP : ProviderKind.OIDC;
  }

  public Facts owner() {
    owner = true;
    return this;
  }

  public Facts pinned(Role role) {
    return granted(new Target.OrganizationRole(role), new Source.Administrator(ADMIN));
  }

  public Facts mapped(Role role) {
    return mapped(role, LDAP);
  }

  public Facts mapped(Role role, ProviderId provider) {
    return granted(new Target.OrganizationRole(role), from(provider, "group-" + role.code()));
  }

  public Facts invited(Role role) {
    return granted(
        new Target.OrganizationRole(role), new Source.Invited(new InvitationId(minute + 1)));
  }

  public Facts byDefault(Role role) {
    return granted(new Target.OrganizationRole(role), new Source.DefaultRole());
  }

  public Facts granted(Target target, Source source) {
    grants.add(
        new Grant(
            new GrantId(grants.size() + 1L),
            target,
            source,
            new Recorder.BySystem(),
            tick(),
            null));
    return this;
  }

  public Source from(ProviderId provider, String group) {
    return new Source.Provider(
        provider,
        kind(provider),
        new MappingId(100 * provider.value() + grants.size()),
        new GroupRef(group, group, List.of(group)));
  }

  public Facts disabled(ProviderId provider) {
    return suspended(new Suspension.Cause.Disabled(provider, kind(provider)));
  }

  public Facts gone(ProviderId provider) {
    return suspended(new Suspension.Cause.Gone(provider, kind(provider)));
  }

  public Facts deactivated() {
    return suspended(new Suspension.Cause.ByAdministrator(ADMIN));
  }

  public Facts inSuspendedGroup(ProviderId provider) {
    return suspended(
        new Suspension.Cause.InGroup(
            provider,
            kind(provider),
            new MappingId(7),
            new GroupRef("leavers", "leavers", List.of("leavers"))));
  }

  private Facts suspended(Suspension.Cause cause) {
    suspensions.add(
        new Suspension(
            new SuspensionId(suspensions.size() + 1L),
            cause,
            new Recorder.BySystem(),
            tick(),
            null));
    return this;
  }

  public Facts listedBy(ProviderId provider) {
    listedBy.add(provider);
    return this;
  }

  /** What comes next happens at the moment of what came last. */
  public Facts atTheSameTime() {
    sameMoment = true;
    return this;
  }

  /** Ends the last grant. */
  public Facts ended() {
    grants.add(grants.removeLast().end(tick()));
    return this;
  }

  /** Ends every grant of an identity provider at one moment. */
  public Facts allGroupsLost() {
    var at = tick();
    grants.replaceAll(
        grant ->
            grant.isActive() && grant.source() instanceof Source.Provider ? grant.end(at) : grant);
    return this;
  }

  /** Ends the last suspension. */
  public Facts lifted() {
    suspensions.add(suspensions.removeLast().end(tick()));
    return this;
  }

  private Instant tick() {
    if (sameMoment) {
      sameMoment = false;
    } else {
      minute++;
    }
    return minute(minute);
  }

  public AccessFacts facts() {
    return new AccessFacts(owner, grants, suspensions, listedBy);
  }

  public EffectiveAccess access() {
    return access(AccessPolicy.ALL_MANUAL);
  }

  public EffectiveAccess access(AccessPolicy policy) {
    return EffectiveAccess.of(facts(), policy);
  }

  public Explanation explanation() {
    return Explanation.of(facts(), AccessPolicy.ALL_MANUAL, true);
  }
}
