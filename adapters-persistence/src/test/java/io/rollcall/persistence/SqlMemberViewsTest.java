package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.MemberViews.MemberRow;
import io.rollcall.application.port.MemberViews.Ordering;
import io.rollcall.application.port.MemberViews.Query;
import io.rollcall.application.port.MemberViews.Titled;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.PortContract;
import io.rollcall.application.port.Ports;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.SourceKind;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PostgresTest
class SqlMemberViewsTest extends PortContract {
  @Inject PanachePorts ports;
  @Inject MemberViews views;
  @Inject Superuser superuser;

  private UserId owner;
  private UserId ann;
  private UserId bob;
  private OrganizationId here;

  @Override
  protected Ports ports() {
    return ports;
  }

  /** The owner, Ann who annotates, Bob who manages; a stranger in another organization. */
  @BeforeEach
  void members() {
    owner = named("Olga", "Owner");
    ann = named("Ann", "Zeta_100%");
    bob = named("Bob", "Alpha");
    here = found(owner);
    join(here, owner, ann, Role.ANNOTATOR, 1);
    join(here, owner, bob, Role.MANAGER, 2);
    found(named("Ann", "Stranger"));
  }

  private UserId named(String first, String last) {
    var user = newUser(first);
    ports.transaction(
        () ->
            ports
                .users()
                .add(
                    new User(
                        user.id(),
                        user.email(),
                        new User.Profile(first, first, last, ""),
                        null,
                        null,
                        T0),
                    null));
    return user.id();
  }

  /** What is asked, and what not. */
  private record Ask(
      String search,
      Set<Role> roles,
      Set<SourceKind> sources,
      boolean deleted,
      @Nullable Long excludeWorkspace,
      @Nullable Long excludeProject,
      @Nullable Instant from,
      @Nullable Instant to) {
    static final Ask ALL = new Ask("", Set.of(), Set.of(), false, null, null, null, null);

    Ask search(String text) {
      return new Ask(text, roles, sources, deleted, excludeWorkspace, excludeProject, from, to);
    }

    Ask roles(Role... wanted) {
      return new Ask(
          search, Set.of(wanted), sources, deleted, excludeWorkspace, excludeProject, from, to);
    }

    Ask sources(SourceKind... wanted) {
      return new Ask(
          search, roles, Set.of(wanted), deleted, excludeWorkspace, excludeProject, from, to);
    }

    Ask gone() {
      return new Ask(search, roles, sources, true, excludeWorkspace, excludeProject, from, to);
    }

    Ask outside(@Nullable Long workspace, @Nullable Long project) {
      return new Ask(search, roles, sources, deleted, workspace, project, from, to);
    }

    Ask activeBetween(@Nullable Instant since, @Nullable Instant until) {
      return new Ask(
          search, roles, sources, deleted, excludeWorkspace, excludeProject, since, until);
    }
  }

  private Page<MemberRow> page(Ask ask, Ordering ordering, boolean descending, Page.Request page) {
    return views.members(
        new Query(
            here,
            new MemberViews.Filter(
                new MemberViews.Traits(
                    ask.search, ask.roles, ask.sources, ask.deleted, ask.from, ask.to, Set.of()),
                ask.excludeWorkspace,
                ask.excludeProject,
                null,
                null,
                Set.of()),
            ordering,
            descending,
            page));
  }

  private List<UserId> found(Ask ask) {
    var page = page(ask, Ordering.USER_ID, false, new Page.Request(1, 100));
    assertThat(page.total()).isEqualTo(page.items().size());
    return page.items().stream().map(row -> new UserId(row.userId())).toList();
  }

  private List<UserId> ordered(Ordering ordering, boolean descending) {
    return page(Ask.ALL, ordering, descending, new Page.Request(1, 100)).items().stream()
        .map(row -> new UserId(row.userId()))
        .toList();
  }

  @Test
  void everybodyInTheOrderOfIds() {
    assertThat(found(Ask.ALL)).containsExactly(owner, ann, bob);
  }

  @Test
  void rowTellsEverything() {
    long project = ports.ids().nextWorkspace().value();
    superuser.change(
        "insert into project (organization_id, id, title, created_by, created_at) values (?, ?, 'Hearts', ?, now())",
        here.value(),
        project,
        bob.value());

    var row = ports.transaction(() -> views.member(here, bob)).orElseThrow();

    var member = member(here, bob);
    var user = ports.transaction(() -> ports.users().find(bob)).orElseThrow();
    assertThat(row)
        .isEqualTo(
            new MemberRow(
                member.id().value(),
                here.value(),
                bob.value(),
                user.email().value(),
                "Bob",
                "Bob",
                "Alpha",
                "",
                Role.MANAGER,
                Rule.MANUAL_PIN,
                SourceKind.MANUAL,
                T0,
                at(2),
                T0,
                null,
                List.of(new Titled(project, "Hearts")),
                List.of()));
    assertThat(found(Ask.ALL)).hasSize(3);
  }

  @Test
  void memberOfAnotherOrganizationDoesNotExist() {
    var there = super.found(person("other"));

    assertThat(ports.transaction(() -> views.member(there, ann))).isEmpty();
  }

  @Test
  void searchFindsPartsOfNamesAndAddressesInAnyCase() {
    assertThat(found(Ask.ALL.search("ALPH"))).containsExactly(bob);
    assertThat(found(Ask.ALL.search(" ann zeta "))).containsExactly(ann);
    assertThat(found(Ask.ALL.search("@EXAMPLE.com"))).containsExactly(owner, ann, bob);
    assertThat(found(Ask.ALL.search("stranger"))).isEmpty();
  }

  @Test
  void wildcardsMeanThemselves() {
    assertThat(found(Ask.ALL.search("%"))).containsExactly(ann);
    assertThat(found(Ask.ALL.search("_1"))).containsExactly(ann);
    assertThat(found(Ask.ALL.search("100%"))).containsExactly(ann);
    assertThat(found(Ask.ALL.search("\\"))).isEmpty();
    assertThat(found(Ask.ALL.search("'; drop table membership; --"))).isEmpty();
  }

  @Test
  void filtersByRoleAndSource() {
    assertThat(found(Ask.ALL.roles(Role.OWNER, Role.MANAGER))).containsExactly(owner, bob);
    assertThat(found(Ask.ALL.sources(SourceKind.OWNER))).containsExactly(owner);
    assertThat(found(Ask.ALL.sources(SourceKind.LDAP))).isEmpty();
    assertThat(found(Ask.ALL.roles(Role.MANAGER).search("ann"))).isEmpty();
  }

  @Test
  void thoseWhoLeftAreListedApart() {
    change(here, List.of(bob), occasion(owner, 3), slice -> slice.remove(owner, bob));

    assertThat(found(Ask.ALL)).containsExactly(owner, ann);
    assertThat(found(Ask.ALL.gone())).containsExactly(bob);
    assertThat(ports.transaction(() -> views.member(here, bob)).orElseThrow().deletedAt())
        .isEqualTo(at(3));
  }

  @Test
  void membersOfAWorkspaceAndItsProjectsAreLeftOut() {
    var workspace = workspace(here, owner, "Radiology");
    change(
        here,
        List.of(ann),
        occasion(owner, 3),
        slice -> slice.places().setWorkspaceMember(owner, ann, workspace, true));
    long inside = ports.ids().nextWorkspace().value();
    long outside = ports.ids().nextWorkspace().value();
    superuser.change(
        """
        insert into project (organization_id, id, workspace_id, title, created_by, created_at)
        values (?, ?, ?, 'In', 1, now()), (?, ?, null, 'Out', 1, now())""",
        here.value(),
        inside,
        workspace.value(),
        here.value(),
        outside);
    superuser.change(
        "insert into project_member values (?, ?, ?, 'Reviewer')",
        here.value(),
        outside,
        bob.value());

    assertThat(found(Ask.ALL.outside(workspace.value(), null))).containsExactly(owner, bob);
    assertThat(found(Ask.ALL.outside(null, inside))).containsExactly(owner, bob);
    assertThat(found(Ask.ALL.outside(null, outside))).containsExactly(owner, ann);
  }

  @Test
  void membersOfAWorkspaceAndOfItsProjectsAreListedByThemselves() {
    var workspace = workspace(here, owner, "Radiology");
    change(
        here,
        List.of(ann),
        occasion(owner, 3),
        slice -> slice.places().setWorkspaceMember(owner, ann, workspace, true));
    var project = new ProjectId(ports.ids().nextWorkspace().value());
    superuser.change(
        """
        insert into project (organization_id, id, workspace_id, title, created_by, created_at)
        values (?, ?, ?, 'In', 1, now())""",
        here.value(),
        project.value(),
        workspace.value());
    for (var put : List.of(ann, bob)) {
      superuser.change(
          "insert into project_member values (?, ?, ?, 'Reviewer')",
          here.value(),
          project.value(),
          put.value());
    }
    change(
        here,
        List.of(owner),
        occasion(owner, 4),
        slice -> slice.places().setWorkspaceMember(owner, owner, workspace, true));

    var all = MemberViews.Filter.ALL;
    assertThat(ids(all.within(new MemberViews.Within.OfWorkspace(workspace))))
        .containsExactly(owner, ann);
    assertThat(ids(all.within(new MemberViews.Within.OfProject(project, null))))
        .containsExactly(owner, ann, bob);
    assertThat(ids(all.within(new MemberViews.Within.OfProject(project, true))))
        .containsExactly(owner);
    assertThat(ids(all.within(new MemberViews.Within.OfProject(project, false))))
        .containsExactly(ann, bob);
    assertThat(
            ids(
                MemberViews.Filter.of(MemberViews.Traits.named("ANN"))
                    .within(new MemberViews.Within.OfWorkspace(workspace))))
        .containsExactly(ann);
    assertThat(ids(all.outside(workspace))).containsExactly(bob);
  }

  @Test
  void chosenPeopleAreListedByThemselves() {
    var all = MemberViews.Filter.ALL;

    assertThat(ids(all)).containsExactly(owner, ann, bob);
    assertThat(ids(all.choosing(Set.of(bob, ann, new UserId(4711)), Set.of(ann))))
        .containsExactly(bob);
    assertThat(ids(all.choosing(null, Set.of(ann)))).containsExactly(owner, bob);
    assertThat(ids(all.choosing(Set.of(), Set.of()))).isEmpty();
  }

  /** By the list of ids and by pages alike. */
  private List<UserId> ids(MemberViews.Filter filter) {
    var ids = ports.transaction(() -> views.userIds(here, filter));
    var page =
        ports.transaction(
            () ->
                views.members(
                    new Query(here, filter, Ordering.USER_ID, false, new Page.Request(1, 100))));
    assertThat(page.items()).extracting(row -> new UserId(row.userId())).isEqualTo(ids);
    assertThat(page.total()).isEqualTo(ids.size());
    return ids;
  }

  @Test
  void filtersByLastActivity() {
    superuser.change("update app_user set last_activity = ? where id = ?", at(60), bob.value());

    assertThat(found(Ask.ALL.activeBetween(at(30), null))).containsExactly(bob);
    assertThat(found(Ask.ALL.activeBetween(null, at(30)))).containsExactly(owner, ann);
    assertThat(found(Ask.ALL.activeBetween(at(60), at(60)))).containsExactly(bob);
  }

  @Test
  void everyOrderingIsTotalAndReversible() {
    for (var ordering : Ordering.values()) {
      assertThat(ordered(ordering, true))
          .as(ordering.name())
          .containsExactlyElementsOf(ordered(ordering, false).reversed());
    }
    assertThat(ordered(Ordering.NAME, false)).containsExactly(ann, bob, owner);
    assertThat(ordered(Ordering.ROLE, false)).containsExactly(ann, bob, owner);
    assertThat(ordered(Ordering.JOINED, true)).containsExactly(bob, ann, owner);
  }

  @Test
  void pagesByNumberAndByKeyAreTheSame() {
    var first = page(Ask.ALL, Ordering.USER_ID, false, new Page.Request(1, 2));
    var last = first.items().getLast().userId();

    assertThat(page(Ask.ALL, Ordering.USER_ID, false, new Page.Request(2, 2)))
        .isEqualTo(page(Ask.ALL, Ordering.USER_ID, false, new Page.Request(2, 2, last)));
    assertThat(page(Ask.ALL, Ordering.USER_ID, false, new Page.Request(2, 2, last)).items())
        .extracting(MemberRow::userId)
        .containsExactly(bob.value());
    assertThat(page(Ask.ALL, Ordering.USER_ID, true, new Page.Request(2, 2, ann.value())).items())
        .extracting(MemberRow::userId)
        .containsExactly(owner.value());
    assertThat(first.total()).isEqualTo(3);
    assertThat(page(Ask.ALL, Ordering.NAME, false, new Page.Request(2, 2, last)))
        .isEqualTo(page(Ask.ALL, Ordering.NAME, false, new Page.Request(2, 2)));
  }

  @Test
  void waitingForASeatIsShown() {
    var limited = super.found(organization(owner, seats(1)));
    change(
        limited,
        List.of(ann),
        occasion(owner, 1),
        slice ->
            slice.join(
                fresh(limited, ann, at(1)),
                List.of(
                    grant(
                        new io.rollcall.domain.membership.Target.OrganizationRole(Role.REVIEWER),
                        new io.rollcall.domain.membership.Source.Invited(
                            new io.rollcall.domain.membership.InvitationId(1)),
                        1)),
                "invited"));

    var row = ports.transaction(() -> views.member(limited, ann)).orElseThrow();

    assertThat(row.role()).isEqualTo(Role.NOT_ACTIVATED);
    assertThat(row.rule()).isEqualTo(Rule.SEAT_LIMIT);
  }
}
