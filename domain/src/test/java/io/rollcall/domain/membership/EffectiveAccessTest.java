package io.rollcall.domain.membership;

import static io.rollcall.domain.membership.Facts.LDAP;
import static io.rollcall.domain.membership.Facts.OIDC;
import static io.rollcall.domain.membership.Facts.PROJECT;
import static io.rollcall.domain.membership.Facts.WORKSPACE;
import static io.rollcall.domain.membership.Role.ADMINISTRATOR;
import static io.rollcall.domain.membership.Role.ANNOTATOR;
import static io.rollcall.domain.membership.Role.DEACTIVATED;
import static io.rollcall.domain.membership.Role.MANAGER;
import static io.rollcall.domain.membership.Role.NOT_ACTIVATED;
import static io.rollcall.domain.membership.Role.OWNER;
import static io.rollcall.domain.membership.Role.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.AbstractObjectAssert;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules, section 3: each line of the table, and what stands above it. */
class EffectiveAccessTest {
  private static final AccessPolicy NO_MANUAL_ROLES = new AccessPolicy(false, true, true);

  private static AbstractObjectAssert<?, ?> assertThatAccess(Facts facts, Role role, Rule rule) {
    return assertThat(facts.access())
        .satisfies(
            access -> {
              assertThat(access.rule()).isEqualTo(rule);
              assertThat(access.role()).isEqualTo(role);
            });
  }

  @Nested
  class TheOwner {
    @Test
    void isOwnerWithoutAnyGrant() {
      assertThatAccess(Facts.none().owner(), OWNER, Rule.OWNER);
      assertThat(Facts.none().owner().access().source()).isEqualTo(SourceKind.OWNER);
    }

    @Test
    void staysOwnerWhateverIsMapped() {
      assertThatAccess(Facts.none().owner().mapped(ANNOTATOR), OWNER, Rule.OWNER);
    }

    @Test
    void staysOwnerWhateverIsPinned() {
      assertThatAccess(Facts.none().owner().pinned(REVIEWER), OWNER, Rule.OWNER);
    }

    @Test
    void staysOwnerThoughADirectoryDisablesThem() {
      assertThatAccess(
          Facts.none().owner().disabled(LDAP).gone(OIDC).inSuspendedGroup(LDAP).deactivated(),
          OWNER,
          Rule.OWNER);
    }

    @Test
    void staysOwnerAfterTheLastGroupIsLost() {
      assertThatAccess(Facts.none().owner().mapped(MANAGER).ended(), OWNER, Rule.OWNER);
    }
  }

  @Nested
  class ASuspendedMember {
    @Test
    void isDeactivatedByAnAdministrator() {
      assertThatAccess(Facts.none().byDefault(MANAGER).deactivated(), DEACTIVATED, Rule.SUSPENSION);
      assertThat(Facts.none().deactivated().access().source()).isEqualTo(SourceKind.MANUAL);
    }

    @Test
    void isDeactivatedWhenDisabledEvenThoughAnotherProviderListsThem() {
      var facts = Facts.none().mapped(MANAGER, OIDC).listedBy(OIDC).disabled(LDAP).listedBy(LDAP);

      assertThatAccess(facts, DEACTIVATED, Rule.SUSPENSION);
      assertThat(facts.access().source()).isEqualTo(SourceKind.LDAP);
    }

    @Test
    void isDeactivatedInAGroupThatIsMappedToDeactivated() {
      assertThatAccess(
          Facts.none().mapped(ADMINISTRATOR).inSuspendedGroup(LDAP), DEACTIVATED, Rule.SUSPENSION);
    }

    @Test
    void isDeactivatedThoughARoleIsPinned() {
      assertThatAccess(
          Facts.none().disabled(LDAP).pinned(ADMINISTRATOR), DEACTIVATED, Rule.SUSPENSION);
    }

    @Test
    void isDeactivatedWhenGoneFromTheOnlyProvider() {
      assertThatAccess(Facts.none().pinned(MANAGER).gone(LDAP), DEACTIVATED, Rule.SUSPENSION);
    }

    @Test
    void keepsTheRoleWhenGoneFromOneProviderAndListedByAnother() {
      assertThatAccess(
          Facts.none().mapped(MANAGER, OIDC).gone(LDAP).listedBy(OIDC),
          MANAGER,
          Rule.HIGHEST_MAPPED);
    }

    @Test
    void isDeactivatedWhenGoneFromBothProviders() {
      assertThatAccess(
          Facts.none().pinned(MANAGER).gone(LDAP).gone(OIDC), DEACTIVATED, Rule.SUSPENSION);
    }

    @Test
    void getsTheRoleBackWhenTheSuspensionEnds() {
      assertThatAccess(
          Facts.none().mapped(REVIEWER).disabled(LDAP).lifted(), REVIEWER, Rule.HIGHEST_MAPPED);
    }

    @Test
    void staysDeactivatedWhileOneOfTwoSuspensionsIsLeft() {
      assertThatAccess(
          Facts.none().pinned(REVIEWER).deactivated().disabled(LDAP).lifted(),
          DEACTIVATED,
          Rule.SUSPENSION);
    }

    @Test
    void keepsWorkspacesAndProjects() {
      var facts =
          Facts.none()
              .granted(new Target.Workspace(WORKSPACE), new Source.Administrator(Facts.ADMIN))
              .granted(
                  new Target.Project(PROJECT, ProjectRole.REVIEWER),
                  new Source.Administrator(Facts.ADMIN))
              .deactivated();

      assertThat(facts.access().workspaces()).containsExactly(WORKSPACE);
      assertThat(facts.access().projects()).containsEntry(PROJECT, ProjectRole.REVIEWER);
    }
  }

  @Nested
  class APin {
    @Test
    void winsOverAHigherMappedRole() {
      assertThatAccess(
          Facts.none().mapped(ADMINISTRATOR).pinned(ANNOTATOR), ANNOTATOR, Rule.MANUAL_PIN);
    }

    @Test
    void winsOverALowerMappedRole() {
      assertThatAccess(Facts.none().mapped(ANNOTATOR).pinned(MANAGER), MANAGER, Rule.MANUAL_PIN);
    }

    @Test
    void winsOverAnInvitationAndTheDefault() {
      assertThatAccess(
          Facts.none().byDefault(MANAGER).invited(MANAGER).pinned(REVIEWER),
          REVIEWER,
          Rule.MANUAL_PIN);
    }

    @Test
    void holdsBackAMemberAsNotActivated() {
      assertThatAccess(
          Facts.none().mapped(MANAGER).pinned(NOT_ACTIVATED), NOT_ACTIVATED, Rule.MANUAL_PIN);
    }

    @Test
    void keepsAMemberWhoseLastGroupIsLost() {
      assertThatAccess(
          Facts.none().pinned(MANAGER).mapped(REVIEWER).ended(), MANAGER, Rule.MANUAL_PIN);
    }

    @Test
    void givesWayToTheDirectoryWhenItEnds() {
      assertThatAccess(
          Facts.none().mapped(REVIEWER).pinned(MANAGER).ended(), REVIEWER, Rule.HIGHEST_MAPPED);
    }

    @Test
    void doesNotCountWhileThePolicyIsOff() {
      var facts = Facts.none().mapped(REVIEWER).pinned(MANAGER);

      assertThat(facts.access(NO_MANUAL_ROLES).role()).isEqualTo(REVIEWER);
      assertThat(facts.access(NO_MANUAL_ROLES).rule()).isEqualTo(Rule.HIGHEST_MAPPED);
    }

    @Test
    void isTheLatestOfTwo() {
      assertThatAccess(Facts.none().pinned(MANAGER).pinned(ANNOTATOR), ANNOTATOR, Rule.MANUAL_PIN);
    }
  }

  @Nested
  class MappedRoles {
    @Test
    void giveTheMostElevated() {
      assertThatAccess(
          Facts.none().mapped(REVIEWER).mapped(ADMINISTRATOR).mapped(ANNOTATOR),
          ADMINISTRATOR,
          Rule.HIGHEST_MAPPED);
    }

    @Test
    void giveTheMostElevatedOfTwoProviders() {
      var facts = Facts.none().mapped(REVIEWER, LDAP).mapped(MANAGER, OIDC);

      assertThatAccess(facts, MANAGER, Rule.HIGHEST_MAPPED);
      assertThat(facts.access().source()).isEqualTo(SourceKind.OIDC);
    }

    @Test
    void winOverAHigherInvitation() {
      assertThatAccess(
          Facts.none().invited(ADMINISTRATOR).mapped(ANNOTATOR), ANNOTATOR, Rule.HIGHEST_MAPPED);
    }

    @Test
    void winOverAHigherDefault() {
      assertThatAccess(
          Facts.none().byDefault(MANAGER).mapped(ANNOTATOR), ANNOTATOR, Rule.HIGHEST_MAPPED);
    }

    @Test
    void fallToTheNextWhenTheHighestEnds() {
      assertThatAccess(
          Facts.none().mapped(REVIEWER).mapped(ADMINISTRATOR).ended(),
          REVIEWER,
          Rule.HIGHEST_MAPPED);
    }

    @Test
    void ofALostGroupComeBackWithTheGroup() {
      assertThatAccess(
          Facts.none().mapped(MANAGER).ended().mapped(MANAGER), MANAGER, Rule.HIGHEST_MAPPED);
    }
  }

  @Nested
  class Invitations {
    @Test
    void giveTheMostElevated() {
      var facts = Facts.none().invited(ANNOTATOR).invited(MANAGER).invited(REVIEWER);

      assertThatAccess(facts, MANAGER, Rule.INVITATION);
      assertThat(facts.access().source()).isEqualTo(SourceKind.INVITE);
    }

    @Test
    void winOverTheDefaultEvenWhenLower() {
      assertThatAccess(
          Facts.none().byDefault(MANAGER).invited(ANNOTATOR), ANNOTATOR, Rule.INVITATION);
    }

    @Test
    void acceptedBeforeTheLossOfTheLastGroupGiveAtMostTheRoleThatWasLost() {
      assertThatAccess(
          Facts.none().invited(ADMINISTRATOR).mapped(REVIEWER).ended(), REVIEWER, Rule.INVITATION);
    }

    @Test
    void acceptedAtTheMomentOfTheLossGiveAtMostTheRoleThatWasLost() {
      assertThatAccess(
          Facts.none().mapped(REVIEWER).ended().atTheSameTime().invited(ADMINISTRATOR),
          REVIEWER,
          Rule.INVITATION);
    }

    @Test
    void acceptedBeforeTheLossKeepALowerRole() {
      assertThatAccess(
          Facts.none().invited(ANNOTATOR).mapped(MANAGER).ended(), ANNOTATOR, Rule.INVITATION);
    }

    @Test
    void acceptedAfterTheLossCountInFull() {
      assertThatAccess(
          Facts.none().mapped(REVIEWER).ended().invited(ADMINISTRATOR),
          ADMINISTRATOR,
          Rule.INVITATION);
    }

    @Test
    void areCappedByTheGroupThatWasLostLast() {
      assertThatAccess(
          Facts.none().invited(ADMINISTRATOR).mapped(ANNOTATOR).ended().mapped(MANAGER).ended(),
          MANAGER,
          Rule.INVITATION);
    }

    @Test
    void areCappedByTheLeastElevatedOfGroupsLostAtOnce() {
      assertThatAccess(
          Facts.none()
              .invited(ADMINISTRATOR)
              .mapped(MANAGER)
              .mapped(ANNOTATOR)
              .mapped(REVIEWER)
              .allGroupsLost(),
          ANNOTATOR,
          Rule.INVITATION);
    }

    @Test
    void areNotCappedByALostWorkspace() {
      var facts = Facts.none().invited(ADMINISTRATOR);
      facts.granted(new Target.Workspace(WORKSPACE), facts.from(LDAP, "team")).ended();

      assertThatAccess(facts, ADMINISTRATOR, Rule.INVITATION);
    }
  }

  @Nested
  class TheLossOfTheLastGroup {
    @Test
    void deactivates() {
      var facts = Facts.none().mapped(MANAGER).ended();

      assertThatAccess(facts, DEACTIVATED, Rule.LOST_LAST_GROUP);
      assertThat(facts.access().source()).isEqualTo(SourceKind.LDAP);
    }

    @Test
    void winsOverTheDefaultRole() {
      assertThatAccess(
          Facts.none().byDefault(MANAGER).mapped(ANNOTATOR).ended(),
          DEACTIVATED,
          Rule.LOST_LAST_GROUP);
    }

    @Test
    void doesNotHappenToSomebodyWhoOnlyHeldWorkspacesByTheDirectory() {
      var facts = Facts.none().byDefault(ANNOTATOR);
      facts.granted(new Target.Workspace(WORKSPACE), facts.from(LDAP, "team")).ended();

      assertThatAccess(facts, ANNOTATOR, Rule.DEFAULT);
    }

    @Test
    void doesNotHappenToSomebodyWhoLeftAGroupThatSuspends() {
      assertThatAccess(
          Facts.none().byDefault(REVIEWER).inSuspendedGroup(LDAP).lifted(), REVIEWER, Rule.DEFAULT);
    }
  }

  @Nested
  class TheDefaultRole {
    @ParameterizedTest
    @EnumSource(names = {"NOT_ACTIVATED", "ANNOTATOR", "REVIEWER", "MANAGER"})
    void recordedAtJoiningIsTheRole(Role role) {
      assertThatAccess(Facts.none().byDefault(role), role, Rule.DEFAULT);
      assertThat(Facts.none().byDefault(role).access().source()).isEqualTo(SourceKind.DEFAULT);
    }

    @Test
    void isNotActivatedWhenNothingIsRecorded() {
      assertThat(Facts.none().access()).isEqualTo(EffectiveAccess.NONE);
    }

    @Test
    void countsUnderEveryPolicy() {
      assertThat(
              Facts.none().byDefault(MANAGER).access(new AccessPolicy(false, false, false)).role())
          .isEqualTo(MANAGER);
    }
  }

  @Nested
  class Places {
    private final AccessPolicy nothingManual = new AccessPolicy(false, false, false);

    @Test
    void areTheUnionOfAllSources() {
      var facts = Facts.none();
      facts
          .granted(new Target.Workspace(new WorkspaceId(1)), new Source.Administrator(Facts.ADMIN))
          .granted(new Target.Workspace(new WorkspaceId(2)), facts.from(LDAP, "team"))
          .granted(
              new Target.Workspace(new WorkspaceId(3)), new Source.Invited(new InvitationId(1)))
          .granted(new Target.Workspace(new WorkspaceId(4)), facts.from(OIDC, "old"))
          .ended();

      assertThat(facts.access().workspaces())
          .containsExactlyInAnyOrder(new WorkspaceId(1), new WorkspaceId(2), new WorkspaceId(3));
      assertThat(facts.access(nothingManual).workspaces())
          .containsExactlyInAnyOrder(new WorkspaceId(2), new WorkspaceId(3));
    }

    @Test
    void givenByHandCountOnlyWhileThePolicyAllowsThem() {
      var facts =
          Facts.none()
              .granted(
                  new Target.Project(PROJECT, ProjectRole.INHERIT),
                  new Source.Administrator(Facts.ADMIN));

      assertThat(facts.access().projects()).containsKey(PROJECT);
      assertThat(facts.access(new AccessPolicy(true, true, false)).projects()).isEmpty();
      assertThat(facts.access(new AccessPolicy(false, false, true)).projects())
          .containsKey(PROJECT);
    }

    @ParameterizedTest(name = "{0}: {1} and {2} come to {3}")
    @CsvSource({
      "MANAGER, INHERIT, ANNOTATOR, INHERIT",
      "MANAGER, INHERIT, REVIEWER, INHERIT",
      "MANAGER, INHERIT, MANAGER, MANAGER",
      "REVIEWER, INHERIT, ANNOTATOR, INHERIT",
      "REVIEWER, INHERIT, REVIEWER, REVIEWER",
      "ANNOTATOR, INHERIT, ANNOTATOR, ANNOTATOR",
      "ANNOTATOR, INHERIT, REVIEWER, REVIEWER",
      "ANNOTATOR, INHERIT, MANAGER, MANAGER",
      "ADMINISTRATOR, ANNOTATOR, REVIEWER, REVIEWER",
      "ADMINISTRATOR, MANAGER, REVIEWER, MANAGER"
    })
    void haveTheMostElevatedProjectRole(
        Role role, ProjectRole one, ProjectRole other, ProjectRole most) {
      for (var pair : new ProjectRole[][] {{one, other}, {other, one}}) {
        var facts =
            Facts.none()
                .pinned(role)
                .granted(
                    new Target.Project(PROJECT, pair[0]), new Source.Administrator(Facts.ADMIN))
                .granted(
                    new Target.Project(PROJECT, pair[1]), new Source.Invited(new InvitationId(9)));

        assertThat(facts.access().projects()).containsOnly(java.util.Map.entry(PROJECT, most));
      }
    }
  }
}
