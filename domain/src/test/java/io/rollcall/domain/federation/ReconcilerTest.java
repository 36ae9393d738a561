package io.rollcall.domain.federation;

import static io.rollcall.domain.membership.Facts.LDAP;
import static io.rollcall.domain.membership.Facts.OIDC;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.federation.DesiredAccess.Listing;
import io.rollcall.domain.federation.DesiredAccess.Mapped;
import io.rollcall.domain.federation.GroupMapping.Effect;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.membership.AccessFacts;
import io.rollcall.domain.membership.AccessPolicy;
import io.rollcall.domain.membership.EffectiveAccess;
import io.rollcall.domain.membership.Facts;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.GroupRef;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Suspension;
import io.rollcall.domain.membership.SyncRunId;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.TestIds;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
  private final TestIds ids = new TestIds();
  private int minute = 100;

  private AccessFacts reconcile(AccessFacts facts, Listing listing, Mapped... mapped) {
    return reconcile(LDAP, facts, new DesiredAccess(listing, List.of(mapped)));
  }

  private AccessFacts reconcile(ProviderId provider, AccessFacts facts, DesiredAccess desired) {
    var run = new Occasion(Facts.minute(minute++), new Recorder.BySync(new SyncRunId(1)));
    return new Reconciler(provider, Facts.kind(provider), ids, run).reconcile(facts, desired);
  }

  private static Mapped role(long mapping, Role role) {
    return new Mapped(
        new GroupMapping(
            new MappingId(mapping),
            "group",
            null,
            new Effect.Gives(new Target.OrganizationRole(role))),
        group("id-" + mapping, "group"));
  }

  private static Mapped suspends(long mapping) {
    return new Mapped(
        new GroupMapping(new MappingId(mapping), "leavers", null, new Effect.Suspends()),
        group("id-" + mapping, "leavers"));
  }

  private static GroupRef group(String id, String name) {
    return new GroupRef(id, name, List.of(name));
  }

  private static EffectiveAccess access(AccessFacts facts) {
    return EffectiveAccess.of(facts, AccessPolicy.ALL_MANUAL);
  }

  @Test
  void aNewPersonGetsWhatTheirGroupsGive() {
    var after = reconcile(AccessFacts.NONE, Listing.LISTED, role(1, Role.MANAGER));

    assertThat(access(after).role()).isEqualTo(Role.MANAGER);
    assertThat(after.listedBy()).containsExactly(LDAP);
    assertThat(after.grants().getFirst().source())
        .isEqualTo(
            new Source.Provider(LDAP, Facts.kind(LDAP), new MappingId(1), group("id-1", "group")));
  }

  @Test
  void aGroupThatIsLeftEndsItsGrantAlone() {
    var before =
        reconcile(AccessFacts.NONE, Listing.LISTED, role(1, Role.MANAGER), role(2, Role.ANNOTATOR));
    var after = reconcile(before, Listing.LISTED, role(2, Role.ANNOTATOR));

    assertThat(after.grants()).hasSize(2);
    assertThat(after.grants().getFirst().until()).isEqualTo(Facts.minute(101));
    assertThat(after.grants().getLast()).isEqualTo(before.grants().getLast());
    assertThat(access(after).role()).isEqualTo(Role.ANNOTATOR);
  }

  @Test
  void aGroupThatIsEnteredAgainIsANewGrant() {
    var once = reconcile(AccessFacts.NONE, Listing.LISTED, role(1, Role.MANAGER));
    var left = reconcile(once, Listing.LISTED);
    var back = reconcile(left, Listing.LISTED, role(1, Role.MANAGER));

    assertThat(back.grants()).hasSize(2);
    assertThat(back.grants().getFirst().isActive()).isFalse();
    assertThat(access(back).role()).isEqualTo(Role.MANAGER);
  }

  @Test
  void aRenamedGroupChangesNothing() {
    var before = reconcile(AccessFacts.NONE, Listing.LISTED, role(1, Role.MANAGER));
    var renamed =
        new Mapped(
            role(1, Role.MANAGER).mapping(),
            new GroupRef("id-1", "renamed", List.of("inner", "renamed")));

    assertThat(reconcile(before, Listing.LISTED, renamed)).isSameAs(before);
  }

  @Test
  void aMappingThatIsResolvedToAnotherGroupIsAnotherFact() {
    var before = reconcile(AccessFacts.NONE, Listing.LISTED, role(1, Role.MANAGER));
    var other = new Mapped(role(1, Role.MANAGER).mapping(), group("id-9", "group"));
    var after = reconcile(before, Listing.LISTED, other);

    assertThat(after.grants()).extracting(Grant::isActive).containsExactly(false, true);
  }

  @Test
  void aMappingThatGivesSomethingElseNowReplacesItsGrant() {
    var before = reconcile(AccessFacts.NONE, Listing.LISTED, role(1, Role.MANAGER));
    var after = reconcile(before, Listing.LISTED, role(1, Role.REVIEWER));

    assertThat(after.grants()).extracting(Grant::isActive).containsExactly(false, true);
    assertThat(access(after).role()).isEqualTo(Role.REVIEWER);
  }

  @Test
  void aMappingThatSuspendsNowEndsItsGrantAndSuspends() {
    var before = reconcile(AccessFacts.NONE, Listing.LISTED, role(1, Role.MANAGER));
    var after = reconcile(before, Listing.LISTED, suspends(1));

    assertThat(after.grants()).noneMatch(Grant::isActive);
    assertThat(access(after).rule()).isEqualTo(Rule.SUSPENSION);
  }

  @Test
  void aDisabledPersonIsSuspendedAndKeepsTheGrants() {
    var before = reconcile(AccessFacts.NONE, Listing.LISTED, role(1, Role.MANAGER));
    var disabled = reconcile(before, Listing.DISABLED, role(1, Role.MANAGER));

    assertThat(access(disabled).role()).isEqualTo(Role.DEACTIVATED);
    assertThat(disabled.grants()).isEqualTo(before.grants());
    assertThat(disabled.listedBy()).containsExactly(LDAP);

    var enabled = reconcile(disabled, Listing.LISTED, role(1, Role.MANAGER));
    assertThat(access(enabled).role()).isEqualTo(Role.MANAGER);
    assertThat(enabled.suspensions()).hasSize(1).noneMatch(Suspension::isActive);
  }

  @Test
  void aPersonWhoIsGoneLosesTheGrantsAndIsSuspended() {
    var before = reconcile(AccessFacts.NONE, Listing.LISTED, role(1, Role.MANAGER));
    var gone = reconcile(LDAP, before, DesiredAccess.gone());

    assertThat(access(gone).rule()).isEqualTo(Rule.SUSPENSION);
    assertThat(gone.listedBy()).isEmpty();
    assertThat(gone.grants()).noneMatch(Grant::isActive);
  }

  @Test
  void aPersonWhoWasDisabledAndIsGoneNowIsGone() {
    var disabled = reconcile(AccessFacts.NONE, Listing.DISABLED, role(1, Role.MANAGER));
    var gone = reconcile(LDAP, disabled, DesiredAccess.gone());

    assertThat(gone.suspensions())
        .filteredOn(Suspension::isActive)
        .extracting(Suspension::cause)
        .containsExactly(new Suspension.Cause.Gone(LDAP, Facts.kind(LDAP)));
  }

  @Test
  void aPersonWhoIsGoneFromOneProviderKeepsWhatTheOtherGives() {
    var ldap = reconcile(AccessFacts.NONE, Listing.LISTED, role(1, Role.MANAGER));
    var both =
        reconcile(OIDC, ldap, new DesiredAccess(Listing.LISTED, List.of(role(2, Role.ANNOTATOR))));
    assertThat(access(both).role()).isEqualTo(Role.MANAGER);

    var gone = reconcile(LDAP, both, DesiredAccess.gone());
    assertThat(access(gone).role()).isEqualTo(Role.ANNOTATOR);

    var goneFromBoth = reconcile(OIDC, gone, DesiredAccess.gone());
    assertThat(access(goneFromBoth).rule()).isEqualTo(Rule.SUSPENSION);
  }

  @Test
  void aProviderThatIsRemovedSaysNothingAboutAnybody() {
    var before = reconcile(AccessFacts.NONE, Listing.DISABLED, role(1, Role.MANAGER), suspends(2));
    var after = reconcile(LDAP, before, DesiredAccess.withdrawn());

    assertThat(after.grants()).noneMatch(Grant::isActive);
    assertThat(after.suspensions()).hasSize(2).noneMatch(Suspension::isActive);
    assertThat(after.listedBy()).isEmpty();
    assertThat(access(after).rule()).isEqualTo(Rule.LOST_LAST_GROUP);
  }

  @Test
  void aGroupThatDeactivatesDoesSoWhileThePersonIsInIt() {
    var inside = reconcile(AccessFacts.NONE, Listing.LISTED, role(1, Role.MANAGER), suspends(2));
    assertThat(access(inside).rule()).isEqualTo(Rule.SUSPENSION);

    var outside = reconcile(inside, Listing.LISTED, role(1, Role.MANAGER));
    assertThat(access(outside).role()).isEqualTo(Role.MANAGER);
  }

  @Test
  void whatAnAdministratorOrAnInvitationGaveIsLeftAlone() {
    var manual = Facts.none().pinned(Role.REVIEWER).invited(Role.MANAGER).deactivated().facts();
    var after = reconcile(LDAP, manual, DesiredAccess.gone());

    assertThat(after.grants()).isEqualTo(manual.grants());
    assertThat(after.suspensions()).startsWith(manual.suspensions().getFirst());
  }

  @Test
  void twoMappingsOfOneGroupAreTwoFacts() {
    var first = role(1, Role.MANAGER);
    var second =
        new Mapped(
            new GroupMapping(
                new MappingId(2),
                "group",
                null,
                new Effect.Gives(new Target.Workspace(Facts.WORKSPACE))),
            first.group());
    var after = reconcile(AccessFacts.NONE, Listing.LISTED, first, second);

    assertThat(after.grants()).hasSize(2);
    assertThat(access(after).workspaces()).containsExactly(Facts.WORKSPACE);
  }

  @Test
  void whatIsSaidTwiceIsRecordedOnce() {
    var after =
        reconcile(
            AccessFacts.NONE,
            Listing.LISTED,
            role(1, Role.MANAGER),
            role(1, Role.MANAGER),
            suspends(2),
            suspends(2));

    assertThat(after.grants()).hasSize(1);
    assertThat(after.suspensions()).hasSize(1);
  }
}
