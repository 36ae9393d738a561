package io.rollcall.domain.organization;

import static io.rollcall.domain.membership.Role.ADMINISTRATOR;
import static io.rollcall.domain.membership.Role.ANNOTATOR;
import static io.rollcall.domain.membership.Role.DEACTIVATED;
import static io.rollcall.domain.membership.Role.MANAGER;
import static io.rollcall.domain.membership.Role.NOT_ACTIVATED;
import static io.rollcall.domain.membership.Role.REVIEWER;
import static io.rollcall.domain.organization.Refusals.assertRefused;
import static io.rollcall.domain.organization.Team.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessPolicy;
import io.rollcall.domain.membership.Facts;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.MembershipChange.Transition;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Suspension;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.TestIds;
import io.rollcall.domain.membership.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Founding, joining, leaving, coming back, and handing over: rules, sections 2 and 4. */
class MembershipLifeTest {
  private final Team team = Team.founded();

  @Nested
  class Founding {
    @Test
    void makesTheFounderTheOwnerWithASeat() {
      assertThat(team.member(OWNER).role()).isEqualTo(Role.OWNER);
      assertThat(team.member(OWNER).seated()).isTrue();
      assertThat(team.seats()).isEqualTo(new Seats(null, 1));
      assertThat(team.lastChanges().getFirst().transition()).isEqualTo(Transition.JOINED);
      assertThat(team.lastChanges().getFirst().before()).isNull();
      assertThat(team.lastChanges().getFirst().grantsEnded()).isEmpty();
      assertThat(team.lastChanges().getFirst().suspensionsEnded()).isEmpty();
    }

    @Test
    void isNewAndAChangeUntilItIsStored() {
      var founded =
          OrganizationSlice.found(
              team.organization(),
              team.fresh(OWNER),
              new TestIds(),
              new Occasion(team.now(), new Recorder.BySystem()));

      assertThat(founded.isNew()).isTrue();
      assertThat(founded.organizationChanged()).isTrue();
    }

    @Test
    void isOldNewsAfterwards() {
      team.run(
          slice -> {
            assertThat(slice.isNew()).isFalse();
            assertThat(slice.organizationChanged()).isFalse();
            slice.update(slice.organization().withTitle("Other"));
            assertThat(slice.organizationChanged()).isTrue();
          });
    }
  }

  @Nested
  class Joining {
    @ParameterizedTest
    @EnumSource(names = {"NOT_ACTIVATED", "ANNOTATOR", "REVIEWER", "MANAGER"})
    void givesTheDefaultRoleOfThatMoment(Role role) {
      team.run(slice -> slice.update(slice.organization().withDefaultRole(role)));
      var member = team.joins(Team.user(2));
      team.run(slice -> slice.update(slice.organization().withDefaultRole(NOT_ACTIVATED)));
      team.policy(new AccessPolicy(false, false, false));

      assertThat(member.role()).isEqualTo(role);
      assertThat(team.member(Team.user(2)).role()).isEqualTo(role);
      assertThat(member.facts().grants().getFirst().source()).isEqualTo(new Source.DefaultRole());
    }

    @ParameterizedTest
    @EnumSource(names = {"OWNER", "ADMINISTRATOR", "DEACTIVATED", "VIEW_ONLY"})
    void canHaveNoOtherDefaultRole(Role role) {
      assertThat(Refusals.refusalOf(() -> team.organization().withDefaultRole(role)))
          .isInstanceOf(Violation.Invalid.class);
    }

    @Test
    void byInvitationRecordsTheDefaultRoleBesides() {
      var member = team.joins(Team.user(2), List.of(team.invitation(MANAGER)));

      assertThat(member.role()).isEqualTo(MANAGER);
      assertThat(member.rule()).isEqualTo(Rule.INVITATION);
      assertThat(member.facts().grants()).hasSize(2);
      assertThat(team.lastChanges().getFirst().grantsAdded()).hasSize(2);
    }

    @Test
    void againAddsTheGrantsToTheMembership() {
      team.mapped(2, REVIEWER);
      var member = team.joins(Team.user(2), List.of(team.invitation(MANAGER)));

      assertThat(member.role()).isEqualTo(REVIEWER); // what is mapped stands above the invitation
      assertThat(member.facts().grants()).hasSize(3);
      assertThat(team.lastChanges().getFirst().transition()).isEqualTo(Transition.ACCESS_CHANGED);
    }

    @Test
    void givesTheOwnerNoOtherRole() {
      var member = team.joins(OWNER, List.of(team.invitation(ANNOTATOR)));

      assertThat(member.role()).isEqualTo(Role.OWNER);
    }

    @Test
    void waitsForASeatWhenAllAreTaken() {
      var small = Team.foundedWithSeats(1);
      var member = small.joins(Team.user(2), List.of(small.mappedGrant(MANAGER)));

      assertThat(member.role()).isEqualTo(NOT_ACTIVATED);
      assertThat(member.rule()).isEqualTo(Rule.SEAT_LIMIT);
      assertThat(member.isWaiting()).isTrue();
      assertThat(member.isActive()).isFalse();
      assertThat(member.summary(AccessPolicy.ALL_MANUAL))
          .isEqualTo("Entitled to Manager, waiting for a free seat: manager as a member of group.");
      assertThat(member.explain(AccessPolicy.ALL_MANUAL).rule()).isEqualTo(Rule.SEAT_LIMIT);
    }
  }

  @Nested
  class Leaving {
    @Test
    void endsEverything() {
      var member = team.with(2, MANAGER);
      team.run(slice -> slice.leave(member));

      var left = team.member(member);
      assertThat(left.isDeleted()).isTrue();
      assertThat(left.deletedAt()).isEqualTo(team.now());
      assertThat(left.seated()).isFalse();
      assertThat(left.isActive()).isFalse();
      assertThat(left.standing().role()).isEqualTo(DEACTIVATED);
      assertThat(left.facts().grants()).hasSize(2).noneMatch(Grant::isActive);
      assertThat(team.seats().taken()).isEqualTo(1);
      assertThat(team.lastChanges().getFirst().transition()).isEqualTo(Transition.LEFT);
      assertThat(team.lastChanges().getFirst().grantsEnded()).hasSize(2);
    }

    @Test
    void isNotForTheOwner() {
      assertRefused(() -> team.run(slice -> slice.leave(OWNER)), new Violation.OwnerKeepsRole());
    }

    @Test
    void isForMembersWithoutARole() {
      team.joins(Team.user(2));
      team.run(slice -> slice.leave(Team.user(2)));

      assertThat(team.member(Team.user(2)).isDeleted()).isTrue();
    }

    @Test
    void doesNotShakeOffADeactivation() {
      var member = team.with(2, DEACTIVATED);

      assertRefused(
          () -> team.run(slice -> slice.leave(member)), new Violation.NotPermitted("be_member"));
    }

    @Test
    void isNotPossibleTwice() {
      var member = team.with(2, MANAGER);
      team.run(slice -> slice.leave(member));

      assertRefused(
          () -> team.run(slice -> slice.leave(member)), new Violation.NotFound("organization"));
    }
  }

  @Nested
  class Removing {
    @Test
    void endsEverythingSuspensionsIncluded() {
      var member = team.with(2, MANAGER);
      team.disables(Facts.LDAP, member);
      team.run(slice -> slice.remove(OWNER, member));

      assertThat(team.member(member).isDeleted()).isTrue();
      assertThat(team.member(member).facts().suspensions()).noneMatch(Suspension::isActive);
      assertThat(team.lastChanges().getFirst().transition()).isEqualTo(Transition.REMOVED);
      assertThat(team.lastChanges().getFirst().suspensionsEnded()).hasSize(1);
    }

    @Test
    void isForAdministrators() {
      var admin = team.with(2, ADMINISTRATOR);
      var manager = team.with(3, MANAGER);
      var member = team.with(4, ANNOTATOR);

      assertRefused(
          () -> team.run(slice -> slice.remove(manager, member)),
          new Violation.NotPermitted("manage_members"));
      team.run(slice -> slice.remove(admin, member));
      assertThat(team.member(member).isDeleted()).isTrue();
    }

    @Test
    void isNotForOneself() {
      var admin = team.with(2, ADMINISTRATOR);

      assertRefused(
          () -> team.run(slice -> slice.remove(admin, admin)), new Violation.ActsOnOneself());
      assertRefused(
          () -> team.run(slice -> slice.remove(OWNER, OWNER)), new Violation.ActsOnOneself());
    }

    @Test
    void sparesTheOwner() {
      var admin = team.with(2, ADMINISTRATOR);

      assertRefused(
          () -> team.run(slice -> slice.remove(admin, OWNER)), new Violation.OwnerKeepsRole());
    }

    @Test
    void seatsWhoeverWaits() {
      var small = Team.foundedWithSeats(2);
      var holder = small.with(2, ANNOTATOR);
      var waiting = small.mapped(3, REVIEWER);
      small.run(slice -> slice.remove(OWNER, holder));

      assertThat(small.member(waiting).role()).isEqualTo(REVIEWER);
    }
  }

  @Nested
  class ComingBack {
    @Test
    void startsWithACleanSlate() {
      var member = team.mapped(2, ADMINISTRATOR);
      team.run(slice -> slice.remove(OWNER, member));
      var back = team.joins(member);

      assertThat(back.isDeleted()).isFalse();
      assertThat(back.role()).isEqualTo(NOT_ACTIVATED);
      assertThat(back.rule()).isEqualTo(Rule.DEFAULT); // not lost-last-group
      assertThat(back.joinedAt()).isEqualTo(team.now());
      assertThat(back.facts().grants()).hasSize(1);
      assertThat(team.lastChanges().getFirst().transition()).isEqualTo(Transition.RETURNED);
    }

    @Test
    void leavesAnOldSuspensionBehind() {
      var member = team.with(2, DEACTIVATED);
      team.run(slice -> slice.remove(OWNER, member));
      var back = team.joins(member, List.of(team.invitation(MANAGER)));

      assertThat(back.role()).isEqualTo(MANAGER);
      assertThat(back.facts().suspensions()).isEmpty();
    }

    @Test
    void givesTheDefaultRoleOfTheNewMoment() {
      var member = team.with(2, MANAGER);
      team.run(slice -> slice.leave(member));
      team.run(slice -> slice.update(slice.organization().withDefaultRole(REVIEWER)));

      assertThat(team.joins(member).role()).isEqualTo(REVIEWER);
    }

    @Test
    void remembersWhoListsThePerson() {
      var member = team.with(2, MANAGER);
      team.lists(Facts.LDAP, member);
      team.run(slice -> slice.leave(member));

      assertThat(team.joins(member).facts().listedBy()).containsExactly(Facts.LDAP);
    }
  }

  @Nested
  class HandingOver {
    private final UserId heir = team.with(2, MANAGER);

    @Test
    void movesTheOwnershipInOneStep() {
      team.run(slice -> slice.transferOwnership(OWNER, heir));

      assertThat(team.organization().owner()).isEqualTo(heir);
      assertThat(team.member(heir).role()).isEqualTo(Role.OWNER);
      assertThat(team.member(OWNER).role()).isEqualTo(ADMINISTRATOR);
      assertThat(team.member(OWNER).rule()).isEqualTo(Rule.MANUAL_PIN);
      assertThat(team.seats().taken()).isEqualTo(2);
      assertThat(team.lastChanges())
          .extracting(io.rollcall.domain.membership.MembershipChange::transition)
          .containsExactly(Transition.OWNERSHIP_TRANSFERRED, Transition.OWNERSHIP_TRANSFERRED);
    }

    @Test
    void backAndForthLeavesOnePin() {
      team.run(slice -> slice.transferOwnership(OWNER, heir));
      team.run(slice -> slice.transferOwnership(heir, OWNER));

      assertThat(team.member(OWNER).role()).isEqualTo(Role.OWNER);
      assertThat(team.member(heir).role()).isEqualTo(ADMINISTRATOR);
      assertThat(team.member(heir).facts().grants())
          .filteredOn(Grant::isActive)
          .filteredOn(grant -> grant.source() instanceof Source.Administrator)
          .hasSize(1);
    }

    @Test
    void letsTheOldOwnerLeave() {
      team.run(slice -> slice.transferOwnership(OWNER, heir));
      team.run(slice -> slice.leave(OWNER));

      assertThat(team.member(OWNER).isDeleted()).isTrue();
    }

    @Test
    void isForTheOwnerAlone() {
      var admin = team.with(3, ADMINISTRATOR);

      assertRefused(
          () -> team.run(slice -> slice.transferOwnership(admin, admin)),
          new Violation.NotPermitted("own_organization"));
    }

    @Test
    void toOneselfIsRefused() {
      assertRefused(
          () -> team.run(slice -> slice.transferOwnership(OWNER, OWNER)),
          new Violation.ActsOnOneself());
    }

    @Test
    void toAStrangerIsRefused() {
      assertRefused(
          () -> team.run(slice -> slice.transferOwnership(OWNER, Team.user(9))),
          new Violation.NotFound("member"));
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_ACTIVATED", "DEACTIVATED"})
    void toSomebodyWhoIsNotActiveIsRefused(Role role) {
      var other = team.with(3, role);

      assertRefused(
          () -> team.run(slice -> slice.transferOwnership(OWNER, other)),
          new Violation.WrongState("member", role.title().toLowerCase(java.util.Locale.ROOT)));
    }

    @Test
    void toSomebodyWhoWaitsForASeatIsRefused() {
      var small = Team.foundedWithSeats(1);
      var waiting = small.mapped(2, MANAGER);

      assertRefused(
          () -> small.run(slice -> slice.transferOwnership(OWNER, waiting)),
          new Violation.WrongState("member", "not activated"));
    }
  }

  @Nested
  class Projects {
    private final UserId member = team.with(2, MANAGER);

    private void set(boolean joined) {
      team.run(slice -> slice.places().setProjectMember(OWNER, member, Facts.PROJECT, joined));
    }

    private void give(ProjectRole role) {
      team.run(slice -> slice.places().setProjectRole(OWNER, member, Facts.PROJECT, role));
    }

    private void takeRole() {
      team.run(slice -> slice.places().endProjectRole(OWNER, member, Facts.PROJECT));
    }

    private @Nullable ProjectRole there() {
      return team.member(member).entitled().projects().get(Facts.PROJECT);
    }

    private void byDirectory(ProjectRole role) {
      team.joins(
          member,
          List.of(
              team.grant(
                  new Target.Project(Facts.PROJECT, role), Facts.none().from(Facts.LDAP, "g"))));
    }

    @Test
    void areJoinedAndLeftOnce() {
      set(true);
      assertThat(there()).isEqualTo(ProjectRole.INHERIT);
      set(true);
      assertThat(team.lastChanges()).isEmpty();
      set(false);
      assertThat(there()).isNull();
      set(false);
      assertThat(team.lastChanges()).isEmpty();
    }

    @Test
    void roleReplacesWhatPeopleGaveAlsoWhenItIsLower() {
      set(true);
      give(ProjectRole.ANNOTATOR);
      assertThat(there()).isEqualTo(ProjectRole.ANNOTATOR);
      give(ProjectRole.MANAGER);
      assertThat(there()).isEqualTo(ProjectRole.MANAGER);
      give(ProjectRole.MANAGER);
      assertThat(team.lastChanges()).isEmpty();
    }

    @Test
    void roleTakenBackLeavesThemInWhoWereInBefore() {
      set(true);
      give(ProjectRole.ANNOTATOR);
      give(ProjectRole.REVIEWER);
      takeRole();

      assertThat(there()).isEqualTo(ProjectRole.INHERIT);
    }

    @Test
    void roleTakenBackTakesThoseOutWhoCameInByIt() {
      give(ProjectRole.ANNOTATOR);
      give(ProjectRole.REVIEWER);
      takeRole();

      assertThat(there()).isNull();
      assertRefused(this::takeRole, new Violation.NotFound("project role"));
    }

    @Test
    void joinedAgainAfterwardsIsABeginningOfItsOwn() {
      set(true);
      set(false);
      give(ProjectRole.ANNOTATOR);
      takeRole();

      assertThat(there()).isNull();
    }

    @Test
    void takenOutTakesTheRoleToo() {
      give(ProjectRole.ANNOTATOR);
      set(false);

      assertThat(there()).isNull();
    }

    @Test
    void givenByTheDirectoryCannotBeTakenByHand() {
      byDirectory(ProjectRole.REVIEWER);

      assertRefused(() -> set(false), new Violation.KeptByDirectory());
      assertRefused(this::takeRole, new Violation.KeptByDirectory());
      assertThat(there()).isEqualTo(ProjectRole.REVIEWER);
    }

    @Test
    void roleThatTheDirectoryOutranksIsRefused() {
      byDirectory(ProjectRole.REVIEWER);

      assertRefused(() -> give(ProjectRole.ANNOTATOR), new Violation.KeptByDirectory());
      give(ProjectRole.MANAGER);
      assertThat(there()).isEqualTo(ProjectRole.MANAGER);
    }

    @Test
    void ofTheOwnerHaveNoRoleOfTheirOwn() {
      assertRefused(
          () ->
              team.run(
                  slice ->
                      slice
                          .places()
                          .setProjectRole(OWNER, OWNER, Facts.PROJECT, ProjectRole.ANNOTATOR)),
          new Violation.OwnerKeepsRole());
    }

    @Test
    void areRefusedWhileTheirManagementIsOff() {
      give(ProjectRole.REVIEWER);
      team.policy(new AccessPolicy(true, true, false));
      var off = new Violation.ManualManagementOff("manual_project_member_management");

      assertThat(there()).isNull();
      assertRefused(() -> set(true), off);
      assertRefused(() -> give(ProjectRole.REVIEWER), off);
      assertRefused(this::takeRole, off);
    }
  }

  @Nested
  class Workspaces {
    private final UserId member = team.with(2, MANAGER);

    private void set(boolean joined) {
      team.run(slice -> slice.places().setWorkspaceMember(OWNER, member, Facts.WORKSPACE, joined));
    }

    @Test
    void areJoinedAndLeft() {
      set(true);
      assertThat(team.member(member).entitled().workspaces()).containsExactly(Facts.WORKSPACE);
      assertThat(team.lastChanges().getFirst().transition()).isEqualTo(Transition.ACCESS_CHANGED);

      set(false);
      assertThat(team.member(member).entitled().workspaces()).isEmpty();
      assertThat(team.member(member).role()).isEqualTo(MANAGER);
    }

    @Test
    void joinedTwiceAreJoinedOnce() {
      set(true);
      set(true);

      assertThat(team.lastChanges()).isEmpty();
    }

    @Test
    void joinedByTheDirectoryCannotBeLeftByHand() {
      var grant =
          team.grant(new Target.Workspace(Facts.WORKSPACE), Facts.none().from(Facts.LDAP, "team"));
      team.joins(member, List.of(grant));
      set(true);

      assertRefused(() -> set(false), new Violation.KeptByDirectory());
      assertThat(team.member(member).entitled().workspaces()).containsExactly(Facts.WORKSPACE);
    }

    @Test
    void joinedByInvitationCanBeLeftByHand() {
      var grant =
          team.grant(
              new Target.Workspace(Facts.WORKSPACE), new Source.Invited(new InvitationId(1)));
      team.joins(member, List.of(grant));
      set(false);

      assertThat(team.member(member).entitled().workspaces()).isEmpty();
    }

    @Test
    void thatAreDeletedHaveNobodyWhoeverPutThemThere() {
      var grant =
          team.grant(new Target.Workspace(Facts.WORKSPACE), Facts.none().from(Facts.LDAP, "team"));
      team.joins(member, List.of(grant));
      set(true);
      team.run(
          slice ->
              assertThat(slice.places().close(member, new Place.OfWorkspace(Facts.WORKSPACE)))
                  .isTrue());

      assertThat(team.member(member).entitled().workspaces()).isEmpty();
      assertThat(team.member(member).facts().grants())
          .filteredOn(Grant::isActive)
          .allMatch(g -> g.target() instanceof Target.OrganizationRole);
      assertThat(team.lastChanges().getFirst().reason()).isEqualTo("the workspace was deleted");
      team.run(
          slice ->
              assertThat(slice.places().close(member, new Place.OfWorkspace(Facts.WORKSPACE)))
                  .isFalse());
      assertThat(team.lastChanges()).isEmpty();
    }

    @Test
    void ofAStrangerAreNotFound() {
      assertRefused(
          () ->
              team.run(
                  slice ->
                      slice
                          .places()
                          .setWorkspaceMember(OWNER, Team.user(9), Facts.WORKSPACE, true)),
          new Violation.NotFound("member"));
    }

    @Test
    void areRefusedWhileTheirManagementIsOff() {
      set(true);
      team.policy(new AccessPolicy(true, false, true));

      assertThat(team.member(member).entitled().workspaces()).isEmpty();
      assertRefused(
          () -> set(true), new Violation.ManualManagementOff("manual_workspace_management"));
    }
  }
}
