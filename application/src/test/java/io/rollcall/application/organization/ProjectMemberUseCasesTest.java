package io.rollcall.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.ProjectViews;
import io.rollcall.application.port.UseCaseTest;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProjectMemberUseCasesTest extends UseCaseTest {
  private final UserId owner = person("owner");
  private final OrganizationId here = found(owner);
  private final UserId manager = member(here, owner, "manager", Role.MANAGER);
  private final UserId ann = member(here, owner, "ann", Role.ANNOTATOR);
  private final UserId rae = member(here, owner, "rae", Role.REVIEWER);
  private final WorkspaceId workspace = workspace(here, owner, "Radiology");
  private final ProjectId own = project(here, workspace, manager, "Own");
  private final ProjectId others = project(here, null, owner, "Others");

  private final ManagedProjects managed =
      new ManagedProjects(
          world.organizations(), world.workspaces(), world.projects(), world.clock());
  private final SetProjectMember setOne =
      new SetProjectMember(managed, world.organizations(), world.memberViews());
  private final SetProjectMembers setMany =
      new SetProjectMembers(managed, world.memberViews(), new ManyMembers(world.organizations()));
  private final SetProjectRole setRole =
      new SetProjectRole(managed, world.organizations(), world.projectViews());
  private final EndProjectRole endRole =
      new EndProjectRole(managed, world.organizations(), world.projectViews());
  private final ReadProjectMembers read =
      new ReadProjectMembers(
          world.organizations(), world.projects(), world.projectViews(), world.memberViews());

  private void set(UserId actor, ProjectId project, UserId member, boolean joined) {
    setOne.execute(new SetProjectMember.Command(here, actor, project, member, joined));
  }

  private SetProjectMembers.Outcome setMany(
      UserId actor, MemberViews.Filter who, Map<UserId, Role> roles, boolean joined) {
    return setMany.execute(new SetProjectMembers.Command(here, actor, own, who, roles, joined));
  }

  private ProjectViews.RoleRow role(UserId actor, UserId member, Role role) {
    return setRole.execute(new SetProjectRole.Command(here, actor, own, member, role));
  }

  private List<ReadProjectMembers.ProjectMember> list(UserId reader, @Nullable Boolean implicit) {
    return read.members(
            new ReadProjectMembers.Query(
                here,
                reader,
                own,
                implicit,
                MemberViews.Filter.ALL,
                MemberViews.Ordering.USER_ID,
                false,
                new Page.Request(1, 100)))
        .items();
  }

  private List<UserId> members(@Nullable Boolean implicit) {
    return list(manager, implicit).stream()
        .map(there -> new UserId(there.member().userId()))
        .toList();
  }

  private void joinWorkspace(UserId user) {
    change(
        here,
        List.of(user),
        occasion(owner, 1),
        slice -> slice.places().setWorkspaceMember(owner, user, workspace, true));
  }

  private static MemberViews.Filter only(UserId... users) {
    return MemberViews.Filter.ALL.choosing(Set.of(users), Set.of());
  }

  @Test
  void managerPutsPeopleInAndTakesThemOut() {
    set(manager, own, ann, true);
    assertThat(members(null)).containsExactly(ann);
    set(manager, own, ann, false);
    assertThat(members(null)).isEmpty();
  }

  @Test
  void whoIsThereByTheWorkspaceIsImplicitUntilPutThere() {
    joinWorkspace(ann);
    assertThat(members(true)).containsExactly(ann);
    assertThat(members(false)).isEmpty();
    assertThat(list(manager, null)).allMatch(there -> there.placed() == null);
    assertThat(refusal(() -> set(manager, own, ann, false)))
        .isEqualTo(new Violation.WrongState("member", "there by the workspace"));

    set(manager, own, ann, true);
    assertThat(members(true)).isEmpty();
    assertThat(members(false)).containsExactly(ann);
  }

  @Test
  void othersReadAndChangeNothing() {
    set(manager, own, rae, true);
    for (ThrowingCallable act :
        List.<ThrowingCallable>of(
            () -> set(rae, own, ann, true),
            () -> setMany(rae, MemberViews.Filter.ALL, Map.of(), true),
            () -> role(rae, rae, Role.MANAGER),
            () -> list(rae, null),
            () -> read.roles(here, rae, own))) {
      assertThat(refusal(act)).isEqualTo(new Violation.NotPermitted("manage_joined_projects"));
    }
    assertThat(refusal(() -> set(manager, others, ann, true)))
        .isEqualTo(new Violation.NotFound("project"));
    assertThat(refusal(() -> set(manager, own, person("stranger"), true)))
        .isEqualTo(new Violation.NotFound("member"));
  }

  @Test
  void manyAreTakenAtOnceSomeWithARole() {
    var stranger = person("stranger");
    joinWorkspace(rae);

    var outcome = setMany(manager, only(ann, rae, stranger), Map.of(ann, Role.REVIEWER), true);
    assertThat(outcome.changed()).isEqualTo(2);
    assertThat(outcome.skipped()).containsExactly(stranger);
    assertThat(read.roles(here, manager, own))
        .extracting(ProjectViews.RoleRow::user)
        .containsExactly(ann);
    assertThat(members(false)).containsExactlyInAnyOrder(ann, rae);

    assertThat(setMany(manager, MemberViews.Filter.ALL, Map.of(), true).changed())
        .as("those who were not there")
        .isEqualTo(2);
    assertThat(setMany(manager, MemberViews.Filter.ALL, Map.of(), false).changed()).isEqualTo(4);
    assertThat(members(null)).as("by the workspace").containsExactly(rae);
  }

  @Test
  void managersDoNotFindOutRolesByFilteringThoseOutside() {
    var byRole =
        MemberViews.Filter.of(
            new MemberViews.Traits(
                "", Set.of(Role.ADMINISTRATOR), Set.of(), false, null, null, Set.of()));

    assertThat(refusal(() -> setMany(manager, byRole, Map.of(), true)))
        .isEqualTo(new Violation.NotPermitted("view_organization_page"));
    assertThat(setMany(manager, byRole, Map.of(), false).changed()).isZero();
    assertThat(setMany(owner, byRole, Map.of(), true).changed()).isZero();
  }

  @Test
  void roleIsGivenReadAndTakenBack() {
    var given = role(manager, ann, Role.REVIEWER);
    assertThat(given.role()).isEqualTo(ProjectRole.REVIEWER);
    assertThat(read.ownRoles(here, ann, null)).containsExactly(given);
    assertThat(read.ownRoles(here, ann, Set.of(others))).isEmpty();

    later(Duration.ofMinutes(1));
    endRole.execute(new EndProjectRole.Command(here, manager, given.grant()));
    assertThat(read.roles(here, manager, own)).isEmpty();
    assertThat(members(null)).isEmpty();
    assertThat(
            refusal(
                () -> endRole.execute(new EndProjectRole.Command(here, manager, given.grant()))))
        .isEqualTo(new Violation.NotFound("project role"));
  }

  @ParameterizedTest
  @EnumSource(names = {"OWNER", "ADMINISTRATOR", "NOT_ACTIVATED", "DEACTIVATED", "VIEW_ONLY"})
  void whatOnlyAnOrganizationGivesIsNoProjectRole(Role role) {
    var refused = new Violation.RoleOutOfReach(role);

    assertThat(refusal(() -> role(manager, ann, role))).isEqualTo(refused);
    assertThat(refusal(() -> setMany(manager, only(ann), Map.of(ann, role), true)))
        .isEqualTo(refused);
  }

  @Test
  void nobodyLowersThoseAboveThem() {
    var admin = member(here, owner, "admin", Role.ADMINISTRATOR);
    var refused = new Violation.NotPermitted("manage_members");

    assertThat(refusal(() -> role(manager, admin, Role.ANNOTATOR))).isEqualTo(refused);
    assertThat(refusal(() -> setMany(manager, only(admin), Map.of(admin, Role.ANNOTATOR), true)))
        .isEqualTo(refused);
    assertThat(refusal(() -> role(manager, owner, Role.ANNOTATOR)))
        .isEqualTo(new Violation.OwnerKeepsRole());
  }
}
