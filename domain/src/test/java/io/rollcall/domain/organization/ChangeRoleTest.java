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
import io.rollcall.domain.membership.MembershipChange.Transition;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.Suspension;
import io.rollcall.domain.membership.Violation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An administrator sets a role: rules, section 3, bullet four, and section 4. */
class ChangeRoleTest {
  private final Team team = Team.founded();

  private void set(UserId actor, UserId subject, @Nullable Role role) {
    team.run(slice -> slice.changeRole(actor, subject, role));
  }

  @Test
  void pinsTheRole() {
    team.joins(Team.user(2));
    set(OWNER, Team.user(2), MANAGER);

    assertThat(team.member(Team.user(2)).role()).isEqualTo(MANAGER);
    assertThat(team.member(Team.user(2)).rule()).isEqualTo(Rule.MANUAL_PIN);
    assertThat(team.lastChanges()).hasSize(1);
    var change = team.lastChanges().getFirst();
    assertThat(change.transition()).isEqualTo(Transition.ROLE_CHANGED);
    assertThat(change.grantsAdded()).hasSize(1);
    assertThat(change.grantsEnded()).isEmpty();
    assertThat(change.before().role()).isEqualTo(NOT_ACTIVATED);
  }

  @Test
  void replacesTheFormerPin() {
    var member = team.with(2, MANAGER);
    set(OWNER, member, ANNOTATOR);

    assertThat(team.member(member).role()).isEqualTo(ANNOTATOR);
    assertThat(team.lastChanges().getFirst().grantsEnded()).hasSize(1);
    assertThat(team.lastChanges().getFirst().grantsAdded()).hasSize(1);
    assertThat(team.member(member).facts().grants())
        .filteredOn(Grant::isActive)
        .hasSize(2); // the default role and the pin
  }

  @Test
  void lowersAMappedRole() {
    var member = team.mapped(2, ADMINISTRATOR);
    set(OWNER, member, REVIEWER);

    assertThat(team.member(member).role()).isEqualTo(REVIEWER);
  }

  @Test
  void toDeactivatedSuspends() {
    var member = team.with(2, MANAGER);
    set(OWNER, member, DEACTIVATED);

    assertThat(team.member(member).role()).isEqualTo(DEACTIVATED);
    assertThat(team.member(member).rule()).isEqualTo(Rule.SUSPENSION);
    assertThat(team.member(member).seated()).isFalse();
    assertThat(team.lastChanges().getFirst().transition()).isEqualTo(Transition.SUSPENDED);
    assertThat(team.lastChanges().getFirst().suspensionsAdded())
        .extracting(Suspension::cause)
        .containsExactly(new Suspension.Cause.ByAdministrator(OWNER));
  }

  @Test
  void toDeactivatedTwiceSuspendsOnce() {
    var member = team.with(2, MANAGER);
    set(OWNER, member, DEACTIVATED);
    set(OWNER, member, DEACTIVATED);

    assertThat(team.member(member).facts().suspensions()).hasSize(1);
  }

  @Test
  void toAnotherRoleEndsAnAdministratorsSuspension() {
    var member = team.with(2, MANAGER);
    set(OWNER, member, DEACTIVATED);
    set(OWNER, member, REVIEWER);

    assertThat(team.member(member).role()).isEqualTo(REVIEWER);
    assertThat(team.lastChanges().getFirst().transition()).isEqualTo(Transition.RESUMED);
    assertThat(team.lastChanges().getFirst().suspensionsEnded()).hasSize(1);
    assertThat(team.lastChanges().getFirst().suspensionsAdded()).isEmpty();
  }

  @Test
  void toNothingFollowsTheDirectory() {
    var member = team.mapped(2, REVIEWER);
    set(OWNER, member, MANAGER);
    set(OWNER, member, null);

    assertThat(team.member(member).role()).isEqualTo(REVIEWER);
    assertThat(team.member(member).rule()).isEqualTo(Rule.HIGHEST_MAPPED);
    assertThat(team.lastChanges().getFirst().grantsEnded()).hasSize(1);
    assertThat(team.lastChanges().getFirst().grantsAdded()).isEmpty();
  }

  @Test
  void toNothingEndsAnAdministratorsSuspension() {
    var member = team.mapped(2, REVIEWER);
    set(OWNER, member, MANAGER);
    set(OWNER, member, DEACTIVATED);
    set(OWNER, member, null);

    assertThat(team.member(member).role()).isEqualTo(REVIEWER);
  }

  @ParameterizedTest
  @EnumSource(names = {"OWNER", "VIEW_ONLY"})
  void toARoleThatNobodyAssignsIsRefused(Role role) {
    var member = team.with(2, MANAGER);

    assertRefused(() -> set(OWNER, member, role), new Violation.RoleOutOfReach(role));
  }

  @ParameterizedTest
  @EnumSource(names = {"ADMINISTRATOR", "ANNOTATOR", "NOT_ACTIVATED", "DEACTIVATED"})
  void ownerKeepsTheRole(Role role) {
    var admin = team.with(2, ADMINISTRATOR);

    assertRefused(() -> set(admin, OWNER, role), new Violation.OwnerKeepsRole());
    assertRefused(() -> set(OWNER, OWNER, role), new Violation.OwnerKeepsRole());
    assertThat(team.member(OWNER).role()).isEqualTo(Role.OWNER);
  }

  @Test
  void administratorsMayChangeEachOther() {
    var one = team.with(2, ADMINISTRATOR);
    var other = team.with(3, ADMINISTRATOR);
    set(one, other, ANNOTATOR);

    assertThat(team.member(other).role()).isEqualTo(ANNOTATOR);
  }

  @Test
  void administratorMayStepDown() {
    var admin = team.with(2, ADMINISTRATOR);
    set(admin, admin, REVIEWER);

    assertThat(team.member(admin).role()).isEqualTo(REVIEWER);
  }

  @Test
  void nobodyDeactivatesThemselves() {
    var admin = team.with(2, ADMINISTRATOR);

    assertRefused(() -> set(admin, admin, DEACTIVATED), new Violation.ActsOnOneself());
  }

  @Test
  void nobodyTakesEveryRoleFromThemselves() {
    var admin = team.with(2, ADMINISTRATOR);

    assertRefused(() -> set(admin, admin, NOT_ACTIVATED), new Violation.ActsOnOneself());
    assertRefused(() -> set(admin, admin, null), new Violation.ActsOnOneself());

    set(OWNER, admin, NOT_ACTIVATED);
    assertThat(team.member(admin).role()).isEqualTo(NOT_ACTIVATED);
  }

  @Test
  void toNothingLetsAnAdministratorFollowTheDirectoryThatGivesThemARole() {
    var admin = team.mapped(2, REVIEWER);
    set(OWNER, admin, ADMINISTRATOR);
    set(admin, admin, null);

    assertThat(team.member(admin).role()).isEqualTo(REVIEWER);
  }

  @Test
  void nobodyDeactivatesThemselvesByEndingThePinThatKeptThem() {
    var admin = team.mapped(2, MANAGER);
    set(OWNER, admin, ADMINISTRATOR);
    var grants = team.member(admin).facts().grants();
    team.endsMapped(admin);
    assertThat(team.member(admin).facts().grants()).hasSameSizeAs(grants);
    assertThat(team.member(admin).role()).isEqualTo(ADMINISTRATOR);

    assertRefused(() -> set(admin, admin, null), new Violation.ActsOnOneself());

    set(OWNER, admin, null);
    assertThat(team.member(admin).rule()).isEqualTo(Rule.LOST_LAST_GROUP);
  }

  @ParameterizedTest
  @EnumSource(names = {"MANAGER", "REVIEWER", "ANNOTATOR", "NOT_ACTIVATED", "DEACTIVATED"})
  void takesAnAdministrator(Role role) {
    var actor = team.with(2, role);
    var member = team.with(3, ANNOTATOR);

    assertRefused(() -> set(actor, member, REVIEWER), new Violation.NotPermitted("manage_members"));
  }

  @Test
  void ofAStrangerIsNotFound() {
    assertRefused(() -> set(OWNER, Team.user(9), REVIEWER), new Violation.NotFound("member"));
  }

  @Test
  void byAStrangerFindsNoOrganization() {
    assertRefused(() -> set(Team.user(9), OWNER, REVIEWER), new Violation.NotFound("organization"));
  }

  @Test
  void ofSomebodyWhoLeftIsNotFound() {
    var member = team.with(2, MANAGER);
    team.run(slice -> slice.leave(member));

    assertRefused(() -> set(OWNER, member, REVIEWER), new Violation.NotFound("member"));
  }

  @Nested
  class WhileADirectorySuspendsThePerson {
    private final UserId member = team.mapped(2, MANAGER);

    @ParameterizedTest
    @EnumSource(names = {"ADMINISTRATOR", "ANNOTATOR", "NOT_ACTIVATED", "DEACTIVATED"})
    void isRefused(Role role) {
      team.disables(Facts.LDAP, member);

      assertRefused(() -> set(OWNER, member, role), new Violation.SuspendedByDirectory());
    }

    @Test
    void toNothingIsRefused() {
      team.disables(Facts.LDAP, member);

      assertRefused(() -> set(OWNER, member, null), new Violation.SuspendedByDirectory());
    }

    @Test
    void isRefusedForAGroupThatDeactivates() {
      team.suspends(
          member,
          Facts.none().inSuspendedGroup(Facts.LDAP).facts().suspensions().getFirst().cause());

      assertRefused(() -> set(OWNER, member, REVIEWER), new Violation.SuspendedByDirectory());
    }

    @Test
    void isAllowedWhenTheSuspensionDoesNotCount() {
      team.suspends(member, new Suspension.Cause.Gone(Facts.LDAP, Facts.kind(Facts.LDAP)));
      team.lists(Facts.OIDC, member);
      set(OWNER, member, REVIEWER);

      assertThat(team.member(member).role()).isEqualTo(REVIEWER);
    }
  }

  @Nested
  class WhileManualRoleManagementIsOff {
    @ParameterizedTest
    @EnumSource(names = {"ADMINISTRATOR", "NOT_ACTIVATED", "DEACTIVATED"})
    void isRefused(Role role) {
      var member = team.with(2, MANAGER);
      team.policy(new AccessPolicy(false, true, true));

      assertRefused(
          () -> set(OWNER, member, role),
          new Violation.ManualManagementOff("manual_role_management"));
    }
  }

  @Nested
  class WhenAllSeatsAreTaken {
    private final Team small = Team.foundedWithSeats(2);

    private void setSmall(UserId subject, @Nullable Role role) {
      small.run(slice -> slice.changeRole(OWNER, subject, role));
    }

    @Test
    void aManualActivationIsRefused() {
      small.with(2, ANNOTATOR);
      small.joins(Team.user(3));

      assertRefused(() -> setSmall(Team.user(3), MANAGER), new Violation.SeatLimitReached(2));
      assertThat(small.member(Team.user(3)).rule()).isEqualTo(Rule.DEFAULT);
    }

    @Test
    void aHolderMayBeRaised() {
      var holder = small.with(2, ANNOTATOR);
      setSmall(holder, ADMINISTRATOR);

      assertThat(small.member(holder).role()).isEqualTo(ADMINISTRATOR);
      assertThat(small.seats()).isEqualTo(new Seats(2, 2));
    }

    @Test
    void aWaitingMemberCannotBeRaisedPastTheQueue() {
      small.with(2, ANNOTATOR);
      var waiting = small.mapped(3, REVIEWER);

      assertRefused(() -> setSmall(waiting, MANAGER), new Violation.SeatLimitReached(2));
    }

    @Test
    void aRoleWithoutASeatIsGivenAllTheSame() {
      small.with(2, ANNOTATOR);
      small.joins(Team.user(3));
      setSmall(Team.user(3), NOT_ACTIVATED);

      assertThat(small.member(Team.user(3)).rule()).isEqualTo(Rule.MANUAL_PIN);
    }

    @Test
    void followingTheDirectoryWaits() {
      var member = small.mapped(2, REVIEWER);
      setSmall(member, NOT_ACTIVATED);
      small.with(3, ANNOTATOR);
      setSmall(member, null);

      assertThat(small.member(member).rule()).isEqualTo(Rule.SEAT_LIMIT);
    }

    @Test
    void deactivatingAHolderSeatsTheNext() {
      var holder = small.with(2, ANNOTATOR);
      var waiting = small.mapped(3, REVIEWER);
      setSmall(holder, DEACTIVATED);

      assertThat(small.member(waiting).role()).isEqualTo(REVIEWER);
      assertThat(small.lastChanges().getLast().transition()).isEqualTo(Transition.SEATED);
    }

    @Test
    void theLastSeatCanBeTaken() {
      assertThat(small.member(small.with(2, ANNOTATOR)).role()).isEqualTo(ANNOTATOR);
    }
  }
}
