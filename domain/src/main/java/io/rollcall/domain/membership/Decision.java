package io.rollcall.domain.membership;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which line of the rules applies to a member, and by which fact. The one place where the order of
 * the lines is written down; {@link EffectiveAccess} and {@link Explanation} both ask here.
 */
record Decision(Role role, Rule rule, @Nullable Grant grant, @Nullable Suspension suspension) {

  private static final Comparator<Grant> OLDEST_FIRST =
      Comparator.comparing(Grant::since).thenComparing(Grant::id);
  private static final Comparator<Grant> MOST_ELEVATED_FIRST =
      Comparator.comparingInt((Grant grant) -> role(grant).elevation())
          .reversed()
          .thenComparing(OLDEST_FIRST);
  private static final Comparator<Suspension> SUSPENSIONS =
      Comparator.comparing(Suspension::since).thenComparing(Suspension::id);

  static Decision of(AccessFacts facts, AccessPolicy policy) {
    if (facts.owner()) {
      return new Decision(Role.OWNER, Rule.OWNER, null, null);
    }
    Suspension first = null;
    for (var suspension : facts.suspensions()) {
      if (facts.counts(suspension)
          && (first == null || SUSPENSIONS.compare(suspension, first) < 0)) {
        first = suspension;
      }
    }
    return first == null
        ? withoutSuspension(facts, policy)
        : new Decision(Role.DEACTIVATED, Rule.SUSPENSION, null, first);
  }

  SourceKind source() {
    if (suspension != null) {
      return SourceKind.of(suspension.cause());
    }
    if (grant != null) {
      return SourceKind.of(grant.source());
    }
    return rule == Rule.OWNER ? SourceKind.OWNER : SourceKind.DEFAULT;
  }

  /** What would apply to somebody who is not the owner if nothing suspended them. */
  static Decision withoutSuspension(AccessFacts facts, AccessPolicy policy) {
    var pin = first(facts, Source.Administrator.class, policy, OLDEST_FIRST.reversed());
    if (pin != null) {
      return by(pin, Rule.MANUAL_PIN);
    }
    var mapped = first(facts, Source.Provider.class, policy, MOST_ELEVATED_FIRST);
    if (mapped != null) {
      return by(mapped, Rule.HIGHEST_MAPPED);
    }
    return invited(facts).or(() -> lost(facts)).orElseGet(() -> byDefault(facts));
  }

  /**
   * The first by this order of the active grants of an organization role from this kind of source.
   * A loop, since a sync asks it for everybody.
   */
  private static @Nullable Grant first(
      AccessFacts facts,
      Class<? extends Source> source,
      AccessPolicy policy,
      Comparator<Grant> order) {
    Grant first = null;
    for (var grant : facts.grants()) {
      if (grant.isActive()
          && grant.target() instanceof Target.OrganizationRole
          && source.isInstance(grant.source())
          && policy.counts(grant.source(), grant.target())
          && (first == null || order.compare(grant, first) < 0)) {
        first = grant;
      }
    }
    return first;
  }

  private static Optional<Decision> invited(AccessFacts facts) {
    var loss = Loss.of(facts);
    return active(facts, Source.Invited.class)
        .map(
            grant ->
                new Decision(
                    loss.map(lost -> lost.cap(grant)).orElse(role(grant)),
                    Rule.INVITATION,
                    grant,
                    null))
        .min(
            Comparator.comparingInt((Decision decision) -> decision.role.elevation())
                .reversed()
                .thenComparing(decision -> decision.grant, Comparator.nullsLast(OLDEST_FIRST)));
  }

  private static Optional<Decision> lost(AccessFacts facts) {
    return Loss.of(facts)
        .map(loss -> new Decision(Role.DEACTIVATED, Rule.LOST_LAST_GROUP, loss.grant(), null));
  }

  private static Decision byDefault(AccessFacts facts) {
    return active(facts, Source.DefaultRole.class)
        .max(OLDEST_FIRST)
        .map(grant -> by(grant, Rule.DEFAULT))
        .orElseGet(() -> new Decision(Role.NOT_ACTIVATED, Rule.DEFAULT, null, null));
  }

  private static Decision by(Grant grant, Rule rule) {
    return new Decision(role(grant), rule, grant, null);
  }

  private static Stream<Grant> active(AccessFacts facts, Class<? extends Source> source) {
    return roleGrants(facts.grants(), source).filter(Grant::isActive);
  }

  private static Stream<Grant> roleGrants(List<Grant> grants, Class<? extends Source> source) {
    return grants.stream()
        .filter(
            grant ->
                grant.target() instanceof Target.OrganizationRole
                    && source.isInstance(grant.source()));
  }

  /** The role of a grant whose target is known to be an organization role. */
  static Role role(Grant grant) {
    return ((Target.OrganizationRole) grant.target()).role();
  }

  /**
   * The loss of the last mapped role. An invitation accepted before it gives at most the role that
   * was lost: leaving a group never raises anybody, whatever they were once invited to. One
   * accepted afterwards is a new decision and counts in full.
   */
  private record Loss(Grant grant, Instant at) {

    static Optional<Loss> of(AccessFacts facts) {
      return roleGrants(facts.grants(), Source.Provider.class)
          .filter(grant -> !grant.isActive())
          .max(
              Comparator.comparing(Loss::ended)
                  .thenComparing(MOST_ELEVATED_FIRST)) // of several lost at once the least elevated
          .map(grant -> new Loss(grant, ended(grant)));
    }

    Role cap(Grant invitation) {
      var role = role(invitation);
      var lost = role(grant);
      return invitation.since().isAfter(at) || lost.isAbove(role) ? role : lost;
    }

    private static Instant ended(Grant grant) {
      var until = grant.until();
      return until == null ? Instant.MAX : until;
    }
  }
}
