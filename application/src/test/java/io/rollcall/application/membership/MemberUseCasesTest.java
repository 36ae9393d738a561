package io.rollcall.application.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.UseCaseTest;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.ProviderKind;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessFacts;
import io.rollcall.domain.membership.AccessPolicy;
import io.rollcall.domain.membership.Explanation;
import io.rollcall.domain.membership.GroupRef;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.MembershipChange.Transition;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Suspension;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Organization;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemberUseCasesTest extends UseCaseTest {
  private static final ProviderId LDAP = new ProviderId(77);

  private final UserId owner = person("owner");
  private final OrganizationId here = found(owner);
  private final UserId admin = member(here, owner, "admin", Role.ADMINISTRATOR);
  private final UserId ann = member(here, owner, "ann", Role.ANNOTATOR);
  private final ChangeMemberRole changeRole =
      new ChangeMemberRole(world.organizations(), world.memberViews(), world.clock());
  private final RemoveMember remove = new RemoveMember(world.organizations(), world.clock());

  private MemberViews.MemberRow change(UserId actor, UserId member, @Nullable Role role) {
    later(Duration.ofMinutes(10));
    return changeRole.execute(new ChangeMemberRole.Command(here, actor, member, role));
  }

  private void remove(UserId actor, UserId member) {
    later(Duration.ofMinutes(10));
    remove.execute(new RemoveMember.Command(here, actor, member));
  }

  private UserId mapped(OrganizationId organization, String name, Role role, int minutes) {
    var user = person(name);
    var by =
        new Source.Provider(
            LDAP, ProviderKind.LDAP, new MappingId(1), new GroupRef("g", "Staff", List.of()));
    join(
        organization,
        owner,
        user,
        List.of(grant(new Target.OrganizationRole(role), by, minutes)),
        minutes);
    return user;
  }

  /** What a directory says of somebody, which no use case of this package does. */
  private void suspendByDirectory(UserId user) {
    world.transaction(
        () -> {
          var member = member(here, user);
          var facts = member.facts();
          var suspended =
              member.with(
                  new AccessFacts(
                      false,
                      facts.grants(),
                      List.of(
                          new Suspension(
                              world.ids().nextSuspension(),
                              new Suspension.Cause.Disabled(LDAP, ProviderKind.LDAP),
                              new Recorder.BySystem(),
                              at(1),
                              null)),
                      facts.listedBy()),
                  organization().policy(),
                  at(1));
          world.organizations().write(member, suspended);
        });
  }

  private Organization organization() {
    return world.organizations().find(here).orElseThrow();
  }

  @Nested
  class ChangingARole {
    @ParameterizedTest
    @EnumSource(names = {"ADMINISTRATOR", "MANAGER", "REVIEWER", "ANNOTATOR", "NOT_ACTIVATED"})
    void administratorSetsIt(Role role) {
      var changed = change(admin, ann, role);

      assertThat(changed.role()).isEqualTo(role);
      assertThat(role(here, ann)).isEqualTo(role);
      assertThat(member(here, ann).rule()).isEqualTo(Rule.MANUAL_PIN);
    }

    @Test
    void ownerKeepsTheRole() {
      assertThat(refusal(() -> change(admin, owner, Role.ANNOTATOR)))
          .isEqualTo(new Violation.OwnerKeepsRole());
      assertThat(refusal(() -> change(owner, owner, Role.DEACTIVATED)))
          .isEqualTo(new Violation.OwnerKeepsRole());
      assertThat(refusal(() -> change(owner, owner, null)))
          .isEqualTo(new Violation.OwnerKeepsRole());
    }

    @ParameterizedTest
    @EnumSource(names = {"OWNER", "VIEW_ONLY"})
    void someRolesNobodyCanGive(Role role) {
      assertThat(refusal(() -> change(owner, ann, role)))
          .isEqualTo(new Violation.RoleOutOfReach(role));
    }

    @ParameterizedTest
    @EnumSource(names = {"MANAGER", "REVIEWER", "ANNOTATOR", "NOT_ACTIVATED"})
    void onlyAdministratorsMay(Role role) {
      var actor = member(here, owner, "actor", role);

      assertThat(refusal(() -> change(actor, ann, Role.REVIEWER)))
          .isEqualTo(new Violation.NotPermitted("manage_members"));
    }

    @Test
    void nobodyDeactivatesThemselves() {
      assertThat(refusal(() -> change(admin, admin, Role.DEACTIVATED)))
          .isEqualTo(new Violation.ActsOnOneself());
    }

    @Test
    void nobodyTakesEveryRoleFromThemselves() {
      assertThat(refusal(() -> change(admin, admin, Role.NOT_ACTIVATED)))
          .isEqualTo(new Violation.ActsOnOneself());
      assertThat(refusal(() -> change(admin, admin, null)))
          .isEqualTo(new Violation.ActsOnOneself());
    }

    @Test
    void whoStepsDownIsToldWhatTheyAreNow() {
      assertThat(change(admin, admin, Role.ANNOTATOR).role()).isEqualTo(Role.ANNOTATOR);
      assertThat(role(here, admin)).isEqualTo(Role.ANNOTATOR);
    }

    @Test
    void administratorsMayChangeEachOther() {
      var other = member(here, owner, "other", Role.ADMINISTRATOR);

      assertThat(change(other, admin, Role.REVIEWER).role()).isEqualTo(Role.REVIEWER);
    }

    @Test
    void deactivatedMemberLosesSessionsAndKeys() {
      var bound = session(ann, here, here);
      var free = session(ann, here, null);
      var key = world.vault().newToken();
      world.legacyTokens().replace(here, ann, key, world.vault().hash(key));

      change(admin, ann, Role.DEACTIVATED);

      assertThat(role(here, ann)).isEqualTo(Role.DEACTIVATED);
      assertThat(find(bound)).isEmpty();
      assertThat(find(free).orElseThrow().active()).isNull();
      assertThat(world.legacyTokens().find(here, ann)).isEmpty();
    }

    @Test
    void anotherRoleEndsADeactivation() {
      change(admin, ann, Role.DEACTIVATED);

      assertThat(change(admin, ann, Role.REVIEWER).role()).isEqualTo(Role.REVIEWER);
      assertThat(world.history(here, ann).getLast().transition()).isEqualTo(Transition.RESUMED);
    }

    @Test
    void noRoleMeansFollowingTheDirectoryAgain() {
      var bob = mapped(here, "bob", Role.REVIEWER, 0);
      change(admin, bob, Role.ANNOTATOR);

      var changed = change(admin, bob, null);

      assertThat(changed.role()).isEqualTo(Role.REVIEWER);
      assertThat(changed.rule()).isEqualTo(Rule.HIGHEST_MAPPED);
    }

    @Test
    void pinWinsOverTheDirectoryAlsoWhenItIsLower() {
      var bob = mapped(here, "bob", Role.MANAGER, 0);

      assertThat(change(admin, bob, Role.ANNOTATOR).role()).isEqualTo(Role.ANNOTATOR);
    }

    @Test
    void whomTheDirectorySuspendsNobodyElseResumes() {
      var bob = mapped(here, "bob", Role.REVIEWER, 0);
      suspendByDirectory(bob);

      assertThat(refusal(() -> change(owner, bob, Role.REVIEWER)))
          .isEqualTo(new Violation.SuspendedByDirectory());
    }

    @Test
    void policyMayLeaveRolesToTheDirectory() {
      change(
          here,
          List.of(owner),
          occasion(owner, 1),
          slice ->
              slice.update(slice.organization().withPolicy(new AccessPolicy(false, true, true))));

      assertThat(refusal(() -> change(owner, ann, Role.REVIEWER)))
          .isEqualTo(new Violation.ManualManagementOff("manual_role_management"));
    }

    @Test
    void strangersDoNotExistForEachOther() {
      var stranger = person("stranger");

      assertThat(refusal(() -> change(admin, stranger, Role.REVIEWER)))
          .isEqualTo(new Violation.NotFound("member"));
      assertThat(refusal(() -> change(stranger, ann, Role.REVIEWER)))
          .isEqualTo(new Violation.NotFound("organization"));
    }

    @Test
    void removedMemberDoesNotExist() {
      remove(admin, ann);

      assertThat(refusal(() -> change(admin, ann, Role.REVIEWER)))
          .isEqualTo(new Violation.NotFound("member"));
    }

    @Test
    void historyTellsWhoAndWhat() {
      change(admin, ann, Role.REVIEWER);

      assertThat(world.history(here, ann).getLast())
          .satisfies(
              entry -> {
                assertThat(entry.transition()).isEqualTo(Transition.ROLE_CHANGED);
                assertThat(entry.before().role()).isEqualTo(Role.ANNOTATOR);
                assertThat(entry.after().role()).isEqualTo(Role.REVIEWER);
                assertThat(entry.occasion().at()).isEqualTo(world.clock().instant());
                assertThat(entry.occasion().by()).isEqualTo(new Recorder.ByUser(admin));
              });
    }
  }

  @Nested
  class WhereSeatsAreLimited {
    private final OrganizationId small = found(organization(owner, seats(2)));
    private final UserId holder = member(small, owner, "holder", Role.REVIEWER);
    private final UserId early = mapped(small, "early", Role.ANNOTATOR, 1);
    private final UserId late = mapped(small, "late", Role.ANNOTATOR, 2);
    private final UserId elevated = mapped(small, "elevated", Role.MANAGER, 3);

    private MemberViews.MemberRow change(UserId member, @Nullable Role role) {
      later(Duration.ofMinutes(10));
      return changeRole.execute(new ChangeMemberRole.Command(small, owner, member, role));
    }

    @Test
    void activationOverTheLimitIsRefused() {
      var idle = member(small, owner, "idle", Role.NOT_ACTIVATED);

      assertThat(refusal(() -> change(idle, Role.ANNOTATOR)))
          .isEqualTo(new Violation.SeatLimitReached(2));
      assertThat(role(small, idle)).isEqualTo(Role.NOT_ACTIVATED);
    }

    @Test
    void freedSeatGoesToTheMostElevatedWhoWaits() {
      change(holder, Role.DEACTIVATED);

      assertThat(role(small, elevated)).isEqualTo(Role.MANAGER);
      assertThat(member(small, early).rule()).isEqualTo(Rule.SEAT_LIMIT);
      assertThat(world.history(small, elevated).getLast().transition())
          .isEqualTo(Transition.SEATED);
    }

    @Test
    void thenToTheFirstWhoWaited() {
      change(holder, Role.DEACTIVATED);
      later(Duration.ofMinutes(10));
      remove.execute(new RemoveMember.Command(small, owner, elevated));

      assertThat(role(small, early)).isEqualTo(Role.ANNOTATOR);
      assertThat(member(small, late).rule()).isEqualTo(Rule.SEAT_LIMIT);
    }

    @Test
    void holderKeepsTheSeatInAnotherRole() {
      assertThat(change(holder, Role.ADMINISTRATOR).role()).isEqualTo(Role.ADMINISTRATOR);
    }

    @Test
    void loweringARoleBelowASeatFreesIt() {
      change(holder, Role.NOT_ACTIVATED);

      assertThat(role(small, elevated)).isEqualTo(Role.MANAGER);
    }
  }

  @Nested
  class Removing {
    @Test
    void memberIsGoneAndTheirHistoryStays() {
      var bound = session(ann, here, here);

      remove(admin, ann);

      assertThat(member(here, ann).isDeleted()).isTrue();
      assertThat(world.organizations().acting(here, ann)).isEmpty();
      assertThat(find(bound)).isEmpty();
      assertThat(world.history(here, ann).getLast().transition()).isEqualTo(Transition.REMOVED);
    }

    @Test
    void nobodyRemovesThemselves() {
      assertThat(refusal(() -> remove(admin, admin))).isEqualTo(new Violation.ActsOnOneself());
    }

    @Test
    void ownerStays() {
      assertThat(refusal(() -> remove(admin, owner))).isEqualTo(new Violation.OwnerKeepsRole());
    }

    @Test
    void onlyAdministratorsMay() {
      var manager = member(here, owner, "manager", Role.MANAGER);

      assertThat(refusal(() -> remove(manager, ann)))
          .isEqualTo(new Violation.NotPermitted("manage_members"));
    }

    @Test
    void strangersDoNotExistForEachOther() {
      var stranger = person("stranger");

      assertThat(refusal(() -> remove(admin, stranger)))
          .isEqualTo(new Violation.NotFound("member"));
      assertThat(refusal(() -> remove(stranger, ann)))
          .isEqualTo(new Violation.NotFound("organization"));
    }

    @Test
    void onceIsEnough() {
      remove(admin, ann);

      assertThat(refusal(() -> remove(admin, ann))).isEqualTo(new Violation.NotFound("member"));
    }
  }

  @Nested
  class Explaining {
    private final ExplainMember explain = new ExplainMember(world.organizations());

    private ExplainMember.Explained explain(UserId reader, UserId member, boolean history) {
      return explain.execute(new ExplainMember.Query(here, reader, member, history));
    }

    @Test
    void exactlyOneFactAppliesAndEndedOnesAreHistory() {
      change(admin, ann, Role.REVIEWER);
      change(admin, ann, Role.MANAGER);

      var now = explain(admin, ann, false).explanation();
      var all = explain(admin, ann, true).explanation();

      assertThat(now.summary()).isEqualTo("Manager, set by an administrator.");
      assertThat(now.candidates())
          .filteredOn(c -> c.outcome() == Explanation.Outcome.APPLIED)
          .hasSize(1);
      assertThat(now.candidates()).hasSize(2);
      assertThat(all.candidates()).hasSize(4);
    }

    @Test
    void removedMemberCanBeExplained() {
      remove(admin, ann);

      assertThat(explain(admin, ann, true).membership().isDeleted()).isTrue();
    }

    @Test
    void onlyAdministratorsMay() {
      var manager = member(here, owner, "manager", Role.MANAGER);

      assertThat(refusal(() -> explain(manager, ann, false)))
          .isEqualTo(new Violation.NotPermitted("view_organization_page"));
    }

    @Test
    void strangersDoNotExistForEachOther() {
      var stranger = person("stranger");

      assertThat(refusal(() -> explain(admin, stranger, false)))
          .isEqualTo(new Violation.NotFound("member"));
      assertThat(refusal(() -> explain(stranger, ann, false)))
          .isEqualTo(new Violation.NotFound("organization"));
    }
  }

  @Nested
  class Reading {
    private final ListMembers list =
        new ListMembers(world.workspaces(), world.projects(), world.memberViews());
    private final ReadMember read = new ReadMember(world.memberViews());

    private MemberViews.Query query(@Nullable WorkspaceId excluded, boolean deleted) {
      var traits = new MemberViews.Traits("", Set.of(), Set.of(), deleted, null, null, Set.of());
      var anywhere = MemberViews.Filter.of(traits);
      return new MemberViews.Query(
          here,
          excluded == null ? anywhere : anywhere.outside(excluded),
          MemberViews.Ordering.USER_ID,
          false,
          new Page.Request(1, 100));
    }

    private List<Long> ids(ListMembers.Listing listing) {
      return listing.page().items().stream().map(MemberViews.MemberRow::userId).toList();
    }

    @Test
    void administratorsSeeEverybodyWhole() {
      var listing = list.execute(admin, query(null, false));

      assertThat(ids(listing)).containsExactly(owner.value(), admin.value(), ann.value());
      assertThat(listing.namesOnly()).isFalse();
    }

    @Test
    void whoLeftIsListedApart() {
      remove(admin, ann);

      assertThat(ids(list.execute(admin, query(null, false))))
          .containsExactly(owner.value(), admin.value());
      assertThat(ids(list.execute(admin, query(null, true)))).containsExactly(ann.value());
      assertThat(read.execute(here, admin, ann).deletedAt()).isNotNull();
    }

    @Test
    void managerPicksPeopleForAWorkspaceOfTheirOwnByNameAlone() {
      var manager = member(here, owner, "manager", Role.MANAGER);
      var own = workspace(here, manager, "Own");

      var listing = list.execute(manager, query(own, false));

      assertThat(listing.namesOnly()).isTrue();
      assertThat(ids(listing)).contains(ann.value());
    }

    @Test
    void managerPicksForAJoinedWorkspaceThoseWhoAreNotInIt() {
      var manager = member(here, owner, "manager", Role.MANAGER);
      var joined = workspace(here, owner, "Joined");
      change(
          here,
          List.of(owner, manager),
          occasion(owner, 5),
          slice -> slice.places().setWorkspaceMember(owner, manager, joined, true));

      assertThat(ids(list.execute(manager, query(joined, false))))
          .contains(ann.value())
          .doesNotContain(manager.value());
    }

    @Test
    void managerPicksPeopleForAProjectOfTheirOwnByNameAlone() {
      var manager = member(here, owner, "manager", Role.MANAGER);
      var own = project(here, null, manager, "Own");
      var others = project(here, null, owner, "Others");
      join(
          here,
          owner,
          ann,
          List.of(
              grant(
                  new Target.Project(own, ProjectRole.INHERIT),
                  new Source.Administrator(owner),
                  1)),
          1);

      var listing = list.execute(manager, outside(own));

      assertThat(listing.namesOnly()).isTrue();
      assertThat(ids(listing)).contains(admin.value()).doesNotContain(ann.value());
      assertThat(refusal(() -> list.execute(manager, outside(others))))
          .isEqualTo(new Violation.NotPermitted("view_organization_page"));
    }

    private MemberViews.Query outside(ProjectId project) {
      return new MemberViews.Query(
          here,
          MemberViews.Filter.ALL.outside(project),
          MemberViews.Ordering.USER_ID,
          false,
          new Page.Request(1, 100));
    }

    @Test
    void managerSeesNobodyElsewise() {
      var manager = member(here, owner, "manager", Role.MANAGER);
      var foreign = workspace(here, owner, "Not theirs");
      var elsewhere = workspace(found(manager), manager, "Elsewhere");

      for (var excluded : new WorkspaceId[] {null, foreign, elsewhere, new WorkspaceId(999_999)}) {
        assertThat(refusal(() -> list.execute(manager, query(excluded, false))))
            .isEqualTo(new Violation.NotPermitted("view_organization_page"));
      }
      assertThat(refusal(() -> read.execute(here, manager, ann)))
          .isEqualTo(new Violation.NotPermitted("view_organization_page"));
    }

    @Test
    void managerNeverPicksAmongThoseWhoLeft() {
      var manager = member(here, owner, "manager", Role.MANAGER);
      var own = workspace(here, manager, "Own");
      remove(admin, ann);

      assertThat(refusal(() -> list.execute(manager, query(own, true))))
          .isEqualTo(new Violation.NotPermitted("view_organization_page"));
    }

    @Test
    void annotatorsSeeNobody() {
      assertThat(refusal(() -> list.execute(ann, query(null, false))))
          .isEqualTo(new Violation.NotPermitted("view_organization_page"));
    }

    @Test
    void strangersDoNotExistForEachOther() {
      var stranger = person("stranger");

      assertThat(refusal(() -> list.execute(stranger, query(null, false))))
          .isEqualTo(new Violation.NotFound("organization"));
      assertThat(refusal(() -> read.execute(here, admin, stranger)))
          .isEqualTo(new Violation.NotFound("member"));
    }
  }

  @Test
  void invitationsCountWhereNothingStrongerDoes() {
    var bob = person("bob");
    join(
        here,
        owner,
        bob,
        List.of(
            grant(
                new Target.OrganizationRole(Role.REVIEWER),
                new Source.Invited(new InvitationId(1)),
                0)),
        0);
    change(admin, bob, Role.MANAGER);

    assertThat(change(admin, bob, null).rule()).isEqualTo(Rule.INVITATION);
  }
}
