package io.rollcall.domain.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a member has the role they have, and why not another: every fact with what became of it.
 * Exactly one candidate for the organization role is {@link Outcome#APPLIED}.
 *
 * @param role the role the member acts with, the seat taken into account
 * @param summary the reason in one sentence
 */
public record Explanation(Role role, Rule rule, String summary, List<Candidate> candidates) {

  /** What became of a fact. */
  public enum Outcome {
    APPLIED,
    /** A stronger line, or a more elevated role, won. */
    OUTRANKED,
    /** Would apply but for a suspension. */
    SUSPENDED,
    /** Does not count: it ended, or the policy switches its kind off. */
    IGNORED
  }

  /**
   * @param rule the line the fact belongs to; null for workspaces and projects, which have none
   */
  public record Candidate(Fact fact, Outcome outcome, @Nullable Rule rule) {}

  /** What a candidate is about. */
  public sealed interface Fact {
    record Ownership() implements Fact {}

    record OfGrant(Grant grant) implements Fact {}

    record OfSuspension(Suspension suspension) implements Fact {}

    /** A mapped role was held and no group gives one any more; the grant is the last one lost. */
    record LastGroupLost(Grant lost) implements Fact {}

    /** Nothing at all gives a role. */
    record NothingGranted() implements Fact {}

    /** Entitled, and every seat of the plan is taken. */
    record NoSeatFree(Role entitled) implements Fact {}
  }

  public Explanation {
    candidates = List.copyOf(candidates);
  }

  /** The same without facts that ended. */
  public Explanation withoutEnded() {
    var standing =
        candidates.stream()
            .filter(
                candidate ->
                    switch (candidate.fact()) {
                      case Fact.OfGrant of -> of.grant().isActive();
                      case Fact.OfSuspension of -> of.suspension().isActive();
                      case Fact.Ownership ignored -> true;
                      case Fact.LastGroupLost ignored -> true;
                      case Fact.NothingGranted ignored -> true;
                      case Fact.NoSeatFree ignored -> true;
                    })
            .toList();
    return new Explanation(role, rule, summary, standing);
  }

  /**
   * @param seated whether the member holds a seat
   */
  public static Explanation of(AccessFacts facts, AccessPolicy policy, boolean seated) {
    var decision = Decision.of(facts, policy);
    boolean waiting = decision.role().occupiesSeat() && !seated && !facts.owner();
    var candidates = new ArrayList<Candidate>();
    if (waiting) {
      candidates.add(
          new Candidate(new Fact.NoSeatFree(decision.role()), Outcome.APPLIED, Rule.SEAT_LIMIT));
    }
    if (facts.owner()) {
      candidates.add(new Candidate(new Fact.Ownership(), Outcome.APPLIED, Rule.OWNER));
    }
    var deciding = waiting ? Outcome.OUTRANKED : Outcome.APPLIED;
    if (decision.rule() == Rule.LOST_LAST_GROUP && decision.grant() != null) {
      candidates.add(
          new Candidate(new Fact.LastGroupLost(decision.grant()), deciding, Rule.LOST_LAST_GROUP));
    }
    if (decision.rule() == Rule.DEFAULT && decision.grant() == null) {
      candidates.add(new Candidate(new Fact.NothingGranted(), deciding, Rule.DEFAULT));
    }
    for (var suspension : facts.suspensions()) {
      candidates.add(ofSuspension(suspension, facts, decision));
    }
    // What would apply without any suspension: only that may be called suspended.
    var free = facts.owner() ? decision : Decision.withoutSuspension(facts, policy);
    var roles = new RoleOutcomes(policy, decision, deciding, free);
    var projects = EffectiveAccess.projects(facts, policy, free.role());
    for (var grant : facts.grants()) {
      candidates.add(
          grant.target() instanceof Target.OrganizationRole
              ? roles.of(grant)
              : ofAccess(grant, policy, decision, projects));
    }
    var summary = Summary.of(decision, waiting);
    return waiting
        ? new Explanation(Role.NOT_ACTIVATED, Rule.SEAT_LIMIT, summary, candidates)
        : new Explanation(decision.role(), decision.rule(), summary, candidates);
  }

  private static Candidate ofSuspension(
      Suspension suspension, AccessFacts facts, Decision decision) {
    Outcome outcome;
    if (!facts.counts(suspension)) {
      outcome = Outcome.IGNORED;
    } else if (suspension.equals(decision.suspension())) {
      outcome = Outcome.APPLIED;
    } else {
      outcome = Outcome.OUTRANKED;
    }
    return new Candidate(new Fact.OfSuspension(suspension), outcome, Rule.SUSPENSION);
  }

  private static Candidate ofAccess(
      Grant grant, AccessPolicy policy, Decision decision, Map<ProjectId, ProjectRole> projects) {
    Outcome outcome;
    if (!grant.isActive() || !policy.counts(grant.source(), grant.target())) {
      outcome = Outcome.IGNORED;
    } else if (grant.target() instanceof Target.Project target
        && target.role() != projects.get(target.project())) {
      outcome = Outcome.OUTRANKED;
    } else {
      outcome = decision.rule() == Rule.SUSPENSION ? Outcome.SUSPENDED : Outcome.APPLIED;
    }
    return new Candidate(new Fact.OfGrant(grant), outcome, null);
  }

  /** What became of each grant of an organization role. */
  private static final class RoleOutcomes {
    private final AccessPolicy policy;
    private final Decision decision;
    private final Outcome deciding;
    private final @Nullable Grant suspended;

    RoleOutcomes(AccessPolicy policy, Decision decision, Outcome deciding, Decision free) {
      this.policy = policy;
      this.decision = decision;
      this.deciding = deciding;
      this.suspended = decision.rule() == Rule.SUSPENSION ? free.grant() : null;
    }

    Candidate of(Grant grant) {
      return new Candidate(new Fact.OfGrant(grant), outcome(grant), line(grant.source()));
    }

    private Outcome outcome(Grant grant) {
      if (!grant.isActive() || !policy.counts(grant.source(), grant.target())) {
        return Outcome.IGNORED;
      }
      if (grant.equals(decision.grant())) {
        return deciding;
      }
      return grant.equals(suspended) ? Outcome.SUSPENDED : Outcome.OUTRANKED;
    }

    private static Rule line(Source source) {
      return switch (source) {
        case Source.Administrator ignored -> Rule.MANUAL_PIN;
        case Source.Provider ignored -> Rule.HIGHEST_MAPPED;
        case Source.Invited ignored -> Rule.INVITATION;
        case Source.DefaultRole ignored -> Rule.DEFAULT;
      };
    }
  }
}
