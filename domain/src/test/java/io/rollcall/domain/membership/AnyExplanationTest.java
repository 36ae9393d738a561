package io.rollcall.domain.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.membership.Explanation.Candidate;
import io.rollcall.domain.membership.Explanation.Fact;
import io.rollcall.domain.membership.Explanation.Outcome;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds of the explanation whatever is recorded about a member. */
@Domain(FactsDomain.class)
@Domain(DomainContext.Global.class)
class AnyExplanationTest {

  @Property
  void agreesWithTheEffectiveAccess(
      @ForAll AccessFacts facts, @ForAll AccessPolicy policy, @ForAll boolean seated) {
    var access = EffectiveAccess.of(facts, policy);
    var explanation = Explanation.of(facts, policy, seated || facts.owner());

    if (access.role().occupiesSeat() && !seated && !facts.owner()) {
      assertThat(explanation.role()).isEqualTo(Role.NOT_ACTIVATED);
      assertThat(explanation.rule()).isEqualTo(Rule.SEAT_LIMIT);
    } else {
      assertThat(explanation.role()).isEqualTo(access.role());
      assertThat(explanation.rule()).isEqualTo(access.rule());
    }
  }

  @Property(tries = 2000)
  void appliesExactlyOneCandidateForTheRole(
      @ForAll AccessFacts facts, @ForAll AccessPolicy policy, @ForAll boolean seated) {
    var explanation = Explanation.of(facts, policy, seated);

    var applied =
        explanation.candidates().stream()
            .filter(one -> one.rule() != null && one.outcome() == Outcome.APPLIED)
            .toList();
    assertThat(applied).hasSize(1);
    assertThat(applied.getFirst().rule()).isEqualTo(explanation.rule());
    var given = roleOf(applied.getFirst().fact());
    if (explanation.rule() == Rule.INVITATION && wasMapped(facts)) {
      assertThat(explanation.role().isAbove(given)).isFalse(); // capped by the role that was lost
    } else {
      assertThat(explanation.role()).isEqualTo(given);
    }
  }

  @Property
  void namesEveryFactOnce(
      @ForAll AccessFacts facts, @ForAll AccessPolicy policy, @ForAll boolean seated) {
    var candidates = Explanation.of(facts, policy, seated).candidates();

    assertThat(candidates)
        .extracting(Candidate::fact)
        .filteredOn(Fact.OfGrant.class::isInstance)
        .extracting(fact -> ((Fact.OfGrant) fact).grant())
        .containsExactlyInAnyOrderElementsOf(facts.grants());
    assertThat(candidates)
        .extracting(Candidate::fact)
        .filteredOn(Fact.OfSuspension.class::isInstance)
        .extracting(fact -> ((Fact.OfSuspension) fact).suspension())
        .containsExactlyInAnyOrderElementsOf(facts.suspensions());
  }

  @Property
  void ignoresWhatEndedAndWhatThePolicySwitchesOff(
      @ForAll AccessFacts facts, @ForAll AccessPolicy policy) {
    for (var candidate : Explanation.of(facts, policy, true).candidates()) {
      if (candidate.fact() instanceof Fact.OfGrant(Grant grant)) {
        assertThat(candidate.outcome() == Outcome.IGNORED)
            .isEqualTo(grant.until() != null || isSwitchedOff(grant, policy));
      }
    }
  }

  @Property
  void ignoresSuspensionsThatDoNotCount(@ForAll AccessFacts facts, @ForAll AccessPolicy policy) {
    for (var candidate : Explanation.of(facts, policy, true).candidates()) {
      if (candidate.fact() instanceof Fact.OfSuspension(Suspension suspension)) {
        assertThat(candidate.outcome() == Outcome.IGNORED).isNotEqualTo(facts.counts(suspension));
      }
    }
  }

  @Property(tries = 2000)
  void callsSuspendedExactlyWhatWouldApplyWithoutTheSuspensions(
      @ForAll AccessFacts facts, @ForAll AccessPolicy policy) {
    var free = new AccessFacts(false, facts.grants(), List.of(), facts.listedBy());
    var suspended =
        new AccessFacts(
            false,
            facts.grants(),
            Facts.none().deactivated().facts().suspensions(),
            facts.listedBy());

    assertThat(grants(Explanation.of(suspended, policy, true), Outcome.SUSPENDED))
        .containsExactlyInAnyOrderElementsOf(
            grants(Explanation.of(free, policy, true), Outcome.APPLIED));
  }

  @Property
  void callsNothingSuspendedWithoutASuspension(
      @ForAll AccessFacts facts, @ForAll AccessPolicy policy, @ForAll boolean seated) {
    var explanation = Explanation.of(facts, policy, seated);
    Assume.that(explanation.rule() != Rule.SUSPENSION);

    assertThat(explanation.candidates()).noneMatch(one -> one.outcome() == Outcome.SUSPENDED);
  }

  private static List<Grant> grants(Explanation explanation, Outcome outcome) {
    return explanation.candidates().stream()
        .filter(one -> one.outcome() == outcome)
        .map(Candidate::fact)
        .filter(Fact.OfGrant.class::isInstance)
        .map(fact -> ((Fact.OfGrant) fact).grant())
        .toList();
  }

  private static boolean isSwitchedOff(Grant grant, AccessPolicy policy) {
    return grant.source() instanceof Source.Administrator
        && switch (grant.target()) {
          case Target.OrganizationRole ignored -> !policy.manualRoles();
          case Target.Workspace ignored -> !policy.manualWorkspaces();
          case Target.Project ignored -> !policy.manualProjectMembers();
        };
  }

  private static boolean wasMapped(AccessFacts facts) {
    return facts.grants().stream()
        .anyMatch(
            grant ->
                grant.source() instanceof Source.Provider
                    && grant.target() instanceof Target.OrganizationRole);
  }

  private static Role roleOf(Fact fact) {
    return switch (fact) {
      case Fact.Ownership ignored -> Role.OWNER;
      case Fact.OfGrant(Grant grant) -> ((Target.OrganizationRole) grant.target()).role();
      case Fact.OfSuspension ignored -> Role.DEACTIVATED;
      case Fact.LastGroupLost ignored -> Role.DEACTIVATED;
      case Fact.NothingGranted ignored -> Role.NOT_ACTIVATED;
      case Fact.NoSeatFree ignored -> Role.NOT_ACTIVATED;
    };
  }
}
