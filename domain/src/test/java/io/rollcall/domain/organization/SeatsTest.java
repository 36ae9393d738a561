package io.rollcall.domain.organization;

import static io.rollcall.domain.membership.Role.ADMINISTRATOR;
import static io.rollcall.domain.membership.Role.ANNOTATOR;
import static io.rollcall.domain.membership.Role.MANAGER;
import static io.rollcall.domain.membership.Role.REVIEWER;
import static io.rollcall.domain.organization.Team.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rollcall.domain.membership.AccessPolicy;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.MembershipChange.Transition;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import org.junit.jupiter.api.Test;

/** Rules, section 3, seats. */
class SeatsTest {

  @Test
  void areFreeUpToTheLimit() {
    assertThat(new Seats(5, 3).free()).isEqualTo(2);
    assertThat(new Seats(5, 4).anyFree()).isTrue();
    assertThat(new Seats(5, 5).anyFree()).isFalse();
    assertThat(new Seats(5, 3).take(2)).isEqualTo(new Seats(5, 5));
    assertThat(new Seats(5, 3).take(-1)).isEqualTo(new Seats(5, 2));
  }

  @Test
  void areNeverFewerThanNoneFree() {
    assertThat(new Seats(2, 7).free()).isZero();
    assertThat(new Seats(2, 7).anyFree()).isFalse();
  }

  @Test
  void withoutALimitAreAlwaysFree() {
    assertThat(new Seats(null, 1_000_000).free()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void ofAPlanAreAtLeastTheOwners() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Plan(0, true, true, true, true, true));
    assertThat(new Plan(1, true, true, true, true, true).seatLimit()).isEqualTo(1);
    assertThat(Plan.UNLIMITED.seatLimit()).isNull();
  }

  @Test
  void goToTheMostElevatedFirst() {
    var team = Team.foundedWithSeats(1);
    var annotator = team.mapped(2, ANNOTATOR);
    var manager = team.mapped(3, MANAGER);
    var reviewer = team.mapped(4, REVIEWER);
    team.seatLimit(3);
    team.run(slice -> {});

    assertThat(team.member(manager).seated()).isTrue();
    assertThat(team.member(reviewer).seated()).isTrue();
    assertThat(team.member(annotator).rule()).isEqualTo(Rule.SEAT_LIMIT);
  }

  @Test
  void goToTheOneWhoWaitsLongestAmongEquals() {
    var team = Team.foundedWithSeats(1);
    var later = Team.user(5);
    var first = team.mapped(7, REVIEWER);
    team.mapped(5, REVIEWER);
    team.seatLimit(2);
    team.run(slice -> {});

    assertThat(team.member(first).seated()).isTrue();
    assertThat(team.member(later).seated()).isFalse();
  }

  @Test
  void goToTheLowerUserIdWhenAllElseIsEqual() {
    var team = Team.foundedWithSeats(1);
    var higher = Team.user(7);
    var lower = Team.user(5);
    team.run(
        slice -> {
          for (var user : new io.rollcall.domain.identity.UserId[] {higher, lower}) {
            slice.join(
                team.fresh(user), java.util.List.of(team.mappedGrant(REVIEWER)), "provisioned");
          }
        });
    team.seatLimit(2);
    team.run(slice -> {});

    assertThat(team.member(lower).seated()).isTrue();
    assertThat(team.member(higher).seated()).isFalse();
  }

  @Test
  void orderByElevationThenEntitledSinceThenUser() {
    var team = Team.foundedWithSeats(1);
    team.mapped(4, ANNOTATOR);
    team.mapped(3, MANAGER);
    team.mapped(2, MANAGER);

    assertThat(team.members().stream().filter(Membership::isWaiting).sorted(Seats.ORDER))
        .extracting(Membership::user)
        .containsExactly(Team.user(3), Team.user(2), Team.user(4));
  }

  @Test
  void waitedForKeepTheirPlaceWhenNothingButWorkspacesChange() {
    var team = Team.foundedWithSeats(1);
    var waiting = team.mapped(2, MANAGER);
    var since = team.member(waiting).entitledSince();
    team.run(
        slice ->
            slice
                .places()
                .setWorkspaceMember(
                    OWNER, waiting, io.rollcall.domain.membership.Facts.WORKSPACE, true));

    assertThat(team.member(waiting).entitledSince()).isEqualTo(since);
  }

  @Test
  void areKeptByTheirHoldersWhenThePlanShrinks() {
    var team = Team.founded();
    var one = team.with(2, ANNOTATOR);
    var two = team.with(3, ANNOTATOR);
    team.seatLimit(1);
    team.policy(new AccessPolicy(true, false, false));

    assertThat(team.member(one).seated()).isTrue();
    assertThat(team.member(two).seated()).isTrue();
    assertThat(team.seats()).isEqualTo(new Seats(1, 3));
  }

  @Test
  void areNotGivenOutAgainUntilTheShrunkPlanIsMet() {
    var team = Team.founded();
    var one = team.with(2, ANNOTATOR);
    team.with(3, ANNOTATOR);
    team.seatLimit(2);
    var waiting = team.mapped(4, MANAGER);
    team.run(slice -> slice.leave(one));

    assertThat(team.seats()).isEqualTo(new Seats(2, 2));
    assertThat(team.member(waiting).seated()).isFalse();
  }

  @Test
  void ofAnyActiveRoleAreOneEach() {
    var team = Team.founded();
    team.with(2, ADMINISTRATOR);
    team.with(3, MANAGER);
    team.with(4, REVIEWER);
    team.with(5, ANNOTATOR);
    team.with(6, Role.NOT_ACTIVATED);
    team.with(7, Role.DEACTIVATED);

    assertThat(team.seats().taken()).isEqualTo(5);
  }

  @Test
  void thatAPolicyFreesGoToThoseWhoWaitInOrder() {
    var team = Team.foundedWithSeats(2);
    var holder = team.with(2, ANNOTATOR);
    var reviewer = team.mapped(3, REVIEWER);
    var manager = team.mapped(4, MANAGER);
    team.policy(new AccessPolicy(false, true, true));

    assertThat(team.member(holder).role()).isEqualTo(Role.NOT_ACTIVATED);
    assertThat(team.member(manager).role()).isEqualTo(MANAGER);
    assertThat(team.member(reviewer).rule()).isEqualTo(Rule.SEAT_LIMIT);
    assertThat(team.lastChanges().getLast().transition()).isEqualTo(Transition.SEATED);
  }

  @Test
  void thatAPolicyNeedsWithoutALimitAreTakenAtOnce() {
    var team = Team.founded();
    var member = team.with(2, ANNOTATOR);
    team.policy(new AccessPolicy(false, true, true));
    assertThat(team.member(member).role()).isEqualTo(Role.NOT_ACTIVATED);
    team.policy(AccessPolicy.ALL_MANUAL);

    assertThat(team.member(member).role()).isEqualTo(ANNOTATOR);
    assertThat(team.lastChanges()).hasSize(1);
  }

  @Test
  void toFillAreCountedOnlyUnderALimit() {
    Team.founded().run(slice -> assertThat(slice.seatsToFill()).isZero());
    Team.foundedWithSeats(4).run(slice -> assertThat(slice.seatsToFill()).isEqualTo(3));
  }

  @Test
  void areNotOfferedToSomebodyWhoLeft() {
    var team = Team.foundedWithSeats(1);
    var waiting = team.mapped(2, MANAGER);
    team.run(slice -> slice.remove(OWNER, waiting));
    team.seatLimit(5);
    team.run(slice -> {});

    assertThat(team.lastChanges()).isEmpty();
    assertThat(team.member(waiting).seated()).isFalse();
  }
}
