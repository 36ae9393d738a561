package io.rollcall.domain.membership;

import static io.rollcall.domain.membership.Explanation.Outcome.APPLIED;
import static io.rollcall.domain.membership.Explanation.Outcome.IGNORED;
import static io.rollcall.domain.membership.Explanation.Outcome.OUTRANKED;
import static io.rollcall.domain.membership.Explanation.Outcome.SUSPENDED;
import static io.rollcall.domain.membership.Facts.LDAP;
import static io.rollcall.domain.membership.Facts.OIDC;
import static io.rollcall.domain.membership.Facts.PROJECT;
import static io.rollcall.domain.membership.Facts.WORKSPACE;
import static io.rollcall.domain.membership.Role.ADMINISTRATOR;
import static io.rollcall.domain.membership.Role.ANNOTATOR;
import static io.rollcall.domain.membership.Role.MANAGER;
import static io.rollcall.domain.membership.Role.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.membership.Explanation.Candidate;
import io.rollcall.domain.membership.Explanation.Fact;
import io.rollcall.domain.membership.Explanation.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules, section 3, last paragraph: why, and why not. */
class ExplanationTest {
  private static List<Outcome> ofGrants(Explanation explanation) {
    return explanation.candidates().stream()
        .filter(one -> one.fact() instanceof Fact.OfGrant)
        .map(Candidate::outcome)
        .toList();
  }

  private static List<Outcome> ofSuspensions(Explanation explanation) {
    return explanation.candidates().stream()
        .filter(one -> one.fact() instanceof Fact.OfSuspension)
        .map(Candidate::outcome)
        .toList();
  }

  @Test
  void ownershipOutranksEverything() {
    var explanation = Facts.none().owner().pinned(MANAGER).mapped(ANNOTATOR).explanation();

    assertThat(explanation.candidates().getFirst())
        .isEqualTo(new Candidate(new Fact.Ownership(), APPLIED, Rule.OWNER));
    assertThat(ofGrants(explanation)).containsExactly(OUTRANKED, OUTRANKED);
    assertThat(explanation.summary()).isEqualTo("Owns the organization.");
  }

  @Test
  void aSuspensionOfTheOwnerIsOutranked() {
    assertThat(ofSuspensions(Facts.none().owner().disabled(LDAP).explanation()))
        .containsExactly(OUTRANKED);
  }

  @Test
  void aPinOutranksAMoreElevatedGroup() {
    var explanation = Facts.none().mapped(ADMINISTRATOR).pinned(ANNOTATOR).explanation();

    assertThat(ofGrants(explanation)).containsExactly(OUTRANKED, APPLIED);
    assertThat(explanation.candidates())
        .extracting(Candidate::rule)
        .containsExactly(Rule.HIGHEST_MAPPED, Rule.MANUAL_PIN);
    assertThat(explanation.summary()).isEqualTo("Annotator, set by an administrator.");
  }

  @Test
  void aMoreElevatedGroupOutranksAnother() {
    var explanation = Facts.none().mapped(REVIEWER).mapped(MANAGER).explanation();

    assertThat(ofGrants(explanation)).containsExactly(OUTRANKED, APPLIED);
    assertThat(explanation.summary()).isEqualTo("Manager as a member of group-MA.");
  }

  @Test
  void theOlderOfTwoGroupsThatGiveTheSameApplies() {
    assertThat(ofGrants(Facts.none().mapped(MANAGER, LDAP).mapped(MANAGER, OIDC).explanation()))
        .containsExactly(APPLIED, OUTRANKED);
  }

  @Test
  void theSummaryNamesTheChainOfNestedGroups() {
    var facts =
        Facts.none()
            .granted(
                new Target.OrganizationRole(REVIEWER),
                new Source.Provider(
                    LDAP,
                    Facts.kind(LDAP),
                    new MappingId(1),
                    new GroupRef("id", "labelers", List.of("berlin", "europe", "labelers"))));

    assertThat(facts.explanation().summary())
        .isEqualTo("Reviewer as a member of labelers (through berlin → europe).");
  }

  @Test
  void aSuspensionIsAppliedAndTheRoleItKeepsBackIsSuspended() {
    var explanation =
        Facts.none().byDefault(ANNOTATOR).mapped(MANAGER).disabled(LDAP).explanation();

    assertThat(ofSuspensions(explanation)).containsExactly(APPLIED);
    assertThat(ofGrants(explanation)).containsExactly(OUTRANKED, SUSPENDED);
    assertThat(explanation.summary()).isEqualTo("Disabled in the directory.");
  }

  @Test
  void theOldestOfSeveralSuspensionsIsTheOneApplied() {
    var explanation = Facts.none().deactivated().disabled(LDAP).explanation();

    assertThat(ofSuspensions(explanation)).containsExactly(APPLIED, OUTRANKED);
    assertThat(explanation.summary()).isEqualTo("Deactivated by an administrator.");
  }

  @Test
  void aSuspensionThatEndedIsIgnored() {
    assertThat(ofSuspensions(Facts.none().deactivated().lifted().explanation()))
        .containsExactly(IGNORED);
  }

  @Test
  void goneIsIgnoredWhileAnotherProviderListsThePerson() {
    assertThat(ofSuspensions(Facts.none().gone(LDAP).listedBy(OIDC).explanation()))
        .containsExactly(IGNORED);
  }

  @Test
  void eachSuspensionHasItsSentence() {
    assertThat(Facts.none().gone(LDAP).explanation().summary())
        .isEqualTo("No longer listed by the directory.");
    assertThat(Facts.none().inSuspendedGroup(LDAP).explanation().summary())
        .isEqualTo("Deactivated as a member of leavers.");
  }

  @Test
  void whatEndedIsIgnored() {
    assertThat(ofGrants(Facts.none().mapped(REVIEWER).mapped(MANAGER).ended().explanation()))
        .containsExactly(APPLIED, IGNORED);
  }

  @Test
  void whatThePolicySwitchesOffIsIgnored() {
    var facts = Facts.none().mapped(REVIEWER).pinned(MANAGER).facts();

    assertThat(ofGrants(Explanation.of(facts, new AccessPolicy(false, true, true), true)))
        .containsExactly(APPLIED, IGNORED);
  }

  @Test
  void theLossOfTheLastGroupIsACandidateOfItsOwn() {
    var facts = Facts.none().byDefault(ANNOTATOR).mapped(MANAGER).ended();
    var explanation = facts.explanation();

    assertThat(explanation.candidates().getFirst())
        .isEqualTo(
            new Candidate(
                new Fact.LastGroupLost(facts.facts().grants().getLast()),
                APPLIED,
                Rule.LOST_LAST_GROUP));
    assertThat(ofGrants(explanation)).containsExactly(OUTRANKED, IGNORED);
    assertThat(explanation.summary())
        .isEqualTo("No longer in any group that gives a role; the last one was group-MA.");
  }

  @Test
  void nothingGrantedIsSaidInWords() {
    var explanation = Facts.none().explanation();

    assertThat(explanation.candidates())
        .containsExactly(new Candidate(new Fact.NothingGranted(), APPLIED, Rule.DEFAULT));
    assertThat(explanation.summary()).isEqualTo("Nothing gives a role yet.");
  }

  @Test
  void theDefaultRoleAndAnInvitationHaveTheirSentences() {
    assertThat(Facts.none().byDefault(REVIEWER).explanation().summary())
        .isEqualTo("Reviewer, the default role at joining.");
    assertThat(Facts.none().byDefault(REVIEWER).invited(MANAGER).explanation().summary())
        .isEqualTo("Manager by invitation.");
  }

  @Test
  void aMemberWithoutASeatIsToldWhatTheyWaitFor() {
    var facts = Facts.none().mapped(MANAGER).facts();
    var explanation = Explanation.of(facts, AccessPolicy.ALL_MANUAL, false);

    assertThat(explanation.role()).isEqualTo(Role.NOT_ACTIVATED);
    assertThat(explanation.rule()).isEqualTo(Rule.SEAT_LIMIT);
    assertThat(explanation.candidates().getFirst())
        .isEqualTo(new Candidate(new Fact.NoSeatFree(MANAGER), APPLIED, Rule.SEAT_LIMIT));
    assertThat(ofGrants(explanation)).containsExactly(OUTRANKED);
    assertThat(explanation.summary())
        .isEqualTo(
            "Entitled to Manager, waiting for a free seat: manager as a member of group-MA.");
  }

  @Test
  void aRoleWithoutASeatWaitsForNone() {
    var explanation = Explanation.of(AccessFacts.NONE, AccessPolicy.ALL_MANUAL, false);

    assertThat(explanation.rule()).isEqualTo(Rule.DEFAULT);
  }

  @Test
  void everyWorkspaceGrantAppliesAndHasNoLine() {
    var explanation =
        Facts.none()
            .granted(new Target.Workspace(WORKSPACE), new Source.Administrator(Facts.ADMIN))
            .granted(new Target.Workspace(WORKSPACE), new Source.Invited(new InvitationId(1)))
            .explanation();

    assertThat(ofGrants(explanation)).containsExactly(APPLIED, APPLIED);
    assertThat(explanation.candidates().getLast().rule()).isNull();
  }

  @Test
  void aMoreElevatedProjectRoleOutranksAnother() {
    var facts = Facts.none().pinned(ANNOTATOR);
    facts
        .granted(new Target.Project(PROJECT, ProjectRole.INHERIT), facts.from(LDAP, "a"))
        .granted(new Target.Project(PROJECT, ProjectRole.REVIEWER), facts.from(LDAP, "b"));

    assertThat(ofGrants(facts.explanation())).containsExactly(APPLIED, OUTRANKED, APPLIED);
  }

  @Test
  void aProjectRoleThatWouldBeOutrankedAnywayIsNotCalledSuspended() {
    var facts = Facts.none().pinned(MANAGER);
    facts
        .granted(new Target.Project(PROJECT, ProjectRole.INHERIT), facts.from(LDAP, "a"))
        .granted(new Target.Project(PROJECT, ProjectRole.REVIEWER), facts.from(LDAP, "b"))
        .disabled(LDAP);

    assertThat(ofGrants(facts.explanation())).containsExactly(SUSPENDED, SUSPENDED, OUTRANKED);
  }
}
