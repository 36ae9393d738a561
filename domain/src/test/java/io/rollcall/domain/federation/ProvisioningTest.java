package io.rollcall.domain.federation;

import static io.rollcall.domain.membership.Facts.LDAP;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.federation.DesiredAccess.Listing;
import io.rollcall.domain.federation.DesiredAccess.Mapped;
import io.rollcall.domain.federation.GroupMapping.Effect;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessPolicy;
import io.rollcall.domain.membership.Facts;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.GroupRef;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.SyncRunId;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.TestIds;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a directory's word about a person means for their membership: rules, sections 2 and 4. */
class ProvisioningTest {
  private static final UserId NEWCOMER = new UserId(77);
  private static final Mapped MANAGERS =
      mapped(new Effect.Gives(new Target.OrganizationRole(Role.MANAGER)));
  private static final Mapped TEAM =
      mapped(new Effect.Gives(new Target.Workspace(Facts.WORKSPACE)));
  private static final Mapped LEAVERS = mapped(new Effect.Suspends());

  private final TestIds ids = new TestIds();
  private int minute;

  private static Mapped mapped(Effect effect) {
    return new Mapped(
        new GroupMapping(new MappingId(3), "group", null, effect),
        new GroupRef("id", "group", List.of("group")));
  }

  private static DesiredAccess says(Listing listing, Mapped... mapped) {
    return new DesiredAccess(listing, List.of(mapped));
  }

  private Optional<PlannedChange> plan(
      boolean everybody, @Nullable Membership current, DesiredAccess desired) {
    minute++;
    return new Provisioning(
            LDAP,
            Facts.kind(LDAP),
            new OrganizationId(5),
            Role.ANNOTATOR,
            AccessPolicy.ALL_MANUAL,
            everybody,
            new Provisioning.NewIds(ids, () -> NEWCOMER),
            new Occasion(Facts.minute(minute), new Recorder.BySync(new SyncRunId(1))))
        .plan(current, desired);
  }

  private PlannedChange planned(@Nullable Membership current, DesiredAccess desired) {
    return plan(false, current, desired).orElseThrow();
  }

  private Membership manager() {
    return planned(null, says(Listing.LISTED, MANAGERS)).after();
  }

  @Test
  void somebodyNewInAMappedGroupJoinsWithTheDefaultRoleBesides() {
    var change = planned(null, says(Listing.LISTED, MANAGERS));

    assertThat(change.kind()).isEqualTo(PlannedChange.Kind.JOINED);
    assertThat(change.because()).isEqualTo("Manager as a member of group.");
    var joined = change.after();
    assertThat(joined.user()).isEqualTo(NEWCOMER);
    assertThat(joined.organization()).isEqualTo(new OrganizationId(5));
    assertThat(joined.role()).isEqualTo(Role.MANAGER);
    assertThat(joined.joinedAt()).isEqualTo(Facts.minute(1));
    assertThat(joined.facts().grants().getFirst().source()).isEqualTo(new Source.DefaultRole());
    assertThat(joined.facts().grants()).hasSize(2);
    assertThat(joined.facts().listedBy()).containsExactly(LDAP);
  }

  @Test
  void somebodyNewWithoutAMappedGroupStaysOut() {
    assertThat(plan(false, null, says(Listing.LISTED))).isEmpty();
    assertThat(plan(false, null, says(Listing.DISABLED))).isEmpty();
  }

  @Test
  void somebodyNewWithoutAMappedGroupJoinsWithTheDefaultRoleWhereEverybodyDoes() {
    var change = plan(true, null, says(Listing.LISTED)).orElseThrow();

    assertThat(change.after().role()).isEqualTo(Role.ANNOTATOR);
    assertThat(change.after().rule()).isEqualTo(Rule.DEFAULT);
  }

  @ParameterizedTest
  @EnumSource(names = {"GONE", "WITHDRAWN"})
  void somebodyNewWhoIsNotListedNeverJoins(Listing listing) {
    assertThat(plan(true, null, says(listing))).isEmpty();
  }

  @Test
  void somebodyNewWhoIsDisabledJoinsDeactivated() {
    var joined = planned(null, says(Listing.DISABLED, MANAGERS)).after();

    assertThat(joined.role()).isEqualTo(Role.DEACTIVATED);
    assertThat(joined.seated()).isFalse();
  }

  @Test
  void aMemberOfWhomNothingIsNewIsNotPlanned() {
    assertThat(plan(false, manager(), says(Listing.LISTED, MANAGERS))).isEmpty();
  }

  @Test
  void aMemberWhoLeftTheLastGroupIsRemoved() {
    var change = planned(manager(), says(Listing.LISTED));

    assertThat(change.kind()).isEqualTo(PlannedChange.Kind.REMOVED);
    assertThat(change.endsAccess()).isTrue();
    assertThat(change.because())
        .isEqualTo("No longer in any group that gives a role; the last one was group.");
  }

  @Test
  void aMemberWhoIsGoneIsSuspended() {
    assertThat(planned(manager(), DesiredAccess.gone()).kind())
        .isEqualTo(PlannedChange.Kind.SUSPENDED);
  }

  @Test
  void aMemberInAGroupThatDeactivatesIsSuspended() {
    assertThat(planned(manager(), says(Listing.LISTED, MANAGERS, LEAVERS)).kind())
        .isEqualTo(PlannedChange.Kind.SUSPENDED);
  }

  @Test
  void theOwnerStaysTheOwner() {
    var owner =
        manager()
            .with(Facts.none().owner().facts(), AccessPolicy.ALL_MANUAL, Facts.START)
            .withSeat(true);
    for (var desired :
        List.of(DesiredAccess.gone(), says(Listing.DISABLED), says(Listing.LISTED, LEAVERS))) {
      assertThat(plan(false, owner, desired).map(change -> change.after().role()))
          .isEqualTo(Optional.of(Role.OWNER));
    }
  }

  @Test
  void somebodyWhoWasRemovedComesBackWhenAGroupStillGivesSomething() {
    var removed = manager().deleted(Facts.minute(9));
    for (var given : List.of(MANAGERS, TEAM)) {
      var change = planned(removed, says(Listing.LISTED, given));

      assertThat(change.kind()).isEqualTo(PlannedChange.Kind.JOINED);
      assertThat(change.after().isDeleted()).isFalse();
      assertThat(change.after().id()).isEqualTo(removed.id());
      assertThat(change.after().facts().grants()).hasSize(2).allMatch(Grant::isActive);
    }
  }

  @Test
  void somebodyWhoWasRemovedStaysAwayWhenNothingGivesThemAnything() {
    var removed = manager().deleted(Facts.minute(9));

    assertThat(plan(true, removed, says(Listing.LISTED))).isEmpty();
    assertThat(plan(true, removed, says(Listing.LISTED, LEAVERS))).isEmpty();
    assertThat(plan(true, removed, DesiredAccess.gone())).isEmpty();
  }

  @Test
  void somebodyWhoComesBackIsNotJudgedByTheGroupsLostBefore() {
    var lost = planned(manager(), says(Listing.LISTED)).after().deleted(Facts.minute(9));
    var back = planned(lost, says(Listing.LISTED, TEAM)).after();

    assertThat(back.rule()).isEqualTo(Rule.DEFAULT);
    assertThat(back.role()).isEqualTo(Role.ANNOTATOR);
  }

  @Test
  void plansSpeakOfWhatPeopleAreEntitledTo() {
    var waiting = manager().withSeat(false);
    var change = planned(waiting, says(Listing.LISTED, MANAGERS, TEAM));

    assertThat(change.after().role()).isEqualTo(Role.MANAGER);
    assertThat(change.because()).doesNotContain("waiting");
  }
}
