package io.rollcall.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.Page;
import io.rollcall.application.port.ProjectViews;
import io.rollcall.application.port.UseCaseTest;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Permission;
import io.rollcall.domain.organization.Permissions;
import io.rollcall.domain.organization.Project;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProjectUseCasesTest extends UseCaseTest {
  private final UserId owner = person("owner");
  private final OrganizationId here = found(owner);
  private final UserId manager = member(here, owner, "manager", Role.MANAGER);
  private final UserId annotator = member(here, owner, "annotator", Role.ANNOTATOR);
  private final WorkspaceId own = workspace(here, manager, "Own");
  private final WorkspaceId others = workspace(here, owner, "Others");

  private final ManagedProjects managed =
      new ManagedProjects(
          world.organizations(), world.workspaces(), world.projects(), world.clock());
  private final CreateProject create =
      new CreateProject(
          managed,
          world.organizations(),
          world.projects(),
          world.ids(),
          world.clock(),
          world.notes());
  private final UpdateProject update = new UpdateProject(managed, world.projects(), world.notes());
  private final DeleteProject delete =
      new DeleteProject(
          managed, world.projects(), new ManyMembers(world.organizations()), world.notes());
  private final MoveProject move =
      new MoveProject(
          new ManagedWorkspaces(world.organizations(), world.workspaces(), world.clock()),
          managed,
          world.projects(),
          world.notes());
  private final ReadProjects read =
      new ReadProjects(world.organizations(), world.workspaces(), world.projectViews());

  private ProjectId create(UserId actor, @Nullable WorkspaceId workspace) {
    return create.execute(
        new CreateProject.Command(here, actor, workspace, " Scans ", "", "", true, false));
  }

  private void rename(UserId actor, ProjectId project) {
    update.execute(
        new UpdateProject.Command(
            here, actor, project, "Renamed", null, null, null, null, false, null));
  }

  private void moveTo(UserId actor, ProjectId project, @Nullable WorkspaceId workspace) {
    update.execute(
        new UpdateProject.Command(
            here, actor, project, null, null, null, null, null, true, workspace));
  }

  private void delete(UserId actor, ProjectId project) {
    delete.execute(new DeleteProject.Command(here, actor, project));
  }

  private void put(UserId user, WorkspaceId workspace) {
    change(
        here,
        List.of(user),
        occasion(owner, 1),
        slice -> slice.places().setWorkspaceMember(owner, user, workspace, true));
  }

  private Project find(ProjectId project) {
    return world.projects().find(here, project).orElseThrow();
  }

  private static void assertWorkspaceRefused(Violation violation) {
    assertThat(violation)
        .isEqualTo(Violation.Invalid.field("workspace", "Not a workspace you manage."));
  }

  @Nested
  class Create {
    @Test
    void managerCreatesInTheirWorkspaceAndOutsideAll() {
      var inside = find(create(manager, own));
      assertThat(inside.title()).isEqualTo("Scans");
      assertThat(inside.workspace()).isEqualTo(own);
      assertThat(inside.createdBy()).isEqualTo(manager);
      assertThat(find(create(manager, null)).workspace()).isNull();
    }

    @Test
    void managerDoesNotCreateInAWorkspaceTheyDoNotManage() {
      var elsewhere = workspace(found(manager), manager, "Elsewhere");
      var sandbox = newWorkspace(here, owner, "Sandbox", true);
      world.workspaces().add(sandbox);

      for (var workspace : List.of(others, elsewhere, sandbox.id(), new WorkspaceId(999_999))) {
        assertWorkspaceRefused(refusal(() -> create(manager, workspace)));
      }
      put(manager, others);
      assertThat(find(create(manager, others)).workspace()).isEqualTo(others);
    }

    @ParameterizedTest
    @EnumSource(names = {"ANNOTATOR", "REVIEWER", "NOT_ACTIVATED"})
    void othersMayNot(Role role) {
      var user = member(here, owner, "user", role);

      assertThat(refusal(() -> create(user, null)))
          .isEqualTo(new Violation.NotPermitted("manage_joined_projects"));
    }
  }

  @Nested
  class Change {
    @Test
    void managerChangesWhatTheyCreatedOrJoined() {
      rename(manager, create(manager, null));
      put(manager, own);
      var joined = create(owner, own);
      rename(manager, joined);
      assertThat(find(joined).title()).isEqualTo("Renamed");
    }

    @Test
    void whatAManagerDoesNotSeeIsNotThere() {
      var foreign = create(owner, others);
      var elsewhere = project(found(manager), null, manager, "Elsewhere");

      for (var project : List.of(foreign, elsewhere, new ProjectId(999_999))) {
        assertThat(refusal(() -> rename(manager, project)))
            .isEqualTo(new Violation.NotFound("project"));
        assertThat(refusal(() -> delete(manager, project)))
            .isEqualTo(new Violation.NotFound("project"));
      }
    }

    @Test
    void annotatorsSeeAndDoNotChange() {
      put(annotator, own);
      var project = create(manager, own);

      assertThat(refusal(() -> rename(annotator, project)))
          .isEqualTo(new Violation.NotPermitted("manage_joined_projects"));
    }

    @Test
    void managerMovesItOnlyIntoWorkspacesTheyManage() {
      var project = create(manager, null);
      moveTo(manager, project, own);
      assertThat(find(project).workspace()).isEqualTo(own);

      assertWorkspaceRefused(refusal(() -> moveTo(manager, project, others)));
      assertThat(find(project).workspace()).isEqualTo(own);
      moveTo(manager, project, null);
      assertThat(find(project).workspace()).isNull();
    }

    @Test
    void stayingWhereItIsNeedsNoWorkspaceOfTheirs() {
      var project = create(owner, others);
      change(
          here,
          List.of(manager),
          occasion(owner, 1),
          slice ->
              slice.join(
                  fresh(here, manager, at(1)),
                  List.of(
                      grant(
                          new Target.Project(project, ProjectRole.INHERIT),
                          new Source.Administrator(owner),
                          1)),
                  "put there"));

      moveTo(manager, project, others);
      assertThat(find(project).workspace()).isEqualTo(others);
    }
  }

  @Nested
  class Move {
    private void move(UserId actor, ProjectId project, WorkspaceId workspace, boolean into) {
      move.execute(new MoveProject.Command(here, actor, workspace, project, into));
    }

    @Test
    void managerOfBothMovesIt() {
      var project = create(manager, null);
      move(manager, project, own, true);
      assertThat(find(project).workspace()).isEqualTo(own);
      move(manager, project, own, false);
      assertThat(find(project).workspace()).isNull();
      assertThat(refusal(() -> move(manager, project, own, false)))
          .isEqualTo(new Violation.NotFound("project"));
    }

    @Test
    void managerOfOneDoesNot() {
      var mine = create(manager, null);
      var theirs = create(owner, others);

      assertThat(refusal(() -> move(manager, mine, others, true)))
          .isEqualTo(new Violation.NotPermitted("manage_all_workspaces"));
      assertThat(refusal(() -> move(manager, theirs, own, true)))
          .isEqualTo(new Violation.NotFound("project"));
      assertThat(refusal(() -> move(manager, theirs, others, false)))
          .isEqualTo(new Violation.NotPermitted("manage_all_workspaces"));
    }
  }

  @Nested
  class Delete {
    @Test
    void takesItsMembersOutAndKeepsTheirHistory() {
      var project = create(manager, own);
      join(
          here,
          owner,
          annotator,
          List.of(
              grant(
                  new Target.Project(project, ProjectRole.REVIEWER),
                  new Source.Invited(new InvitationId(1)),
                  1)),
          1);
      delete(manager, project);

      assertThat(world.projects().find(here, project)).isEmpty();
      assertThat(member(here, annotator).entitled().projects()).isEmpty();
      assertThat(world.history(here, annotator).getLast().reason())
          .isEqualTo("the project was deleted");
    }

    @Test
    void needsThePermissionThatTheOwnerMayTakeFromManagers() {
      var project = create(manager, own);
      change(
          here,
          List.of(),
          occasion(owner, 1),
          slice ->
              slice.update(
                  slice
                      .organization()
                      .withPermissions(
                          Permissions.DEFAULT.with(
                              Permission.DELETE_PROJECT, Set.of(Role.ADMINISTRATOR)))));

      assertThat(refusal(() -> delete(manager, project)))
          .isEqualTo(new Violation.NotPermitted("delete_project"));
      delete(owner, project);
      assertThat(world.projects().find(here, project)).isEmpty();
    }
  }

  @Nested
  class Read {
    private final ProjectId inOwn = create(manager, own);

    private ProjectViews.ProjectRow one(UserId reader, ProjectId project) {
      return read.one(here, reader, project, 10);
    }

    @Test
    void annotatorsSeePublishedProjectsTheyAreInAndNeverWorkspaces() {
      assertThat(refusal(() -> one(annotator, inOwn))).isEqualTo(new Violation.NotFound("project"));

      put(annotator, own);
      var row = one(annotator, inOwn);
      assertThat(row.workspace()).isNull();
      assertThat(row.members()).isEmpty();
      assertThat(one(manager, inOwn).workspace().id()).isEqualTo(own);
      assertThat(list(annotator, Set.of()))
          .singleElement()
          .satisfies(listed -> assertThat(listed.workspace()).isNull());

      update.execute(
          new UpdateProject.Command(
              here, manager, inOwn, null, null, null, false, null, false, null));
      assertThat(refusal(() -> one(annotator, inOwn))).isEqualTo(new Violation.NotFound("project"));
      assertThat(list(annotator, Set.of())).isEmpty();
    }

    private List<ProjectViews.ProjectRow> list(UserId reader, Set<WorkspaceId> workspaces) {
      return read.list(
              reader,
              new ProjectViews.Query(
                  here,
                  new Standing(reader, Role.OWNER, Set.of(), Map.of()),
                  null,
                  "",
                  "",
                  workspaces,
                  null,
                  Set.of(),
                  ProjectViews.Ordering.ID,
                  false,
                  10,
                  new Page.Request(1, 10)))
          .items();
    }

    @Test
    void annotatorsDoNotFindOutWorkspacesByFiltering() {
      assertThat(refusal(() -> list(annotator, Set.of(own))))
          .isEqualTo(new Violation.NotPermitted("view_workspaces"));
      assertThat(list(manager, Set.of(own))).hasSize(1);
    }

    @Test
    void sandboxOfSomebodyElseIsNotNamed() {
      var sandbox = newWorkspace(here, manager, "Sandbox", true);
      world.workspaces().add(sandbox);
      var project = create(manager, sandbox.id());

      assertThat(one(manager, project).workspace().id()).isEqualTo(sandbox.id());
      assertThat(one(owner, project).workspace()).isNull();
    }

    @Test
    void thoseOfAWorkspaceAreForWhoeverSeesIt() {
      assertThat(read.of(here, manager, own)).hasSize(1);
      assertThat(read.of(here, owner, own)).hasSize(1);
      assertThat(read.of(here, manager, others)).isEmpty();
      assertThat(refusal(() -> read.of(here, annotator, own)))
          .isEqualTo(new Violation.NotPermitted("view_workspaces"));
      assertThat(refusal(() -> read.of(here, manager, new WorkspaceId(999_999))))
          .isEqualTo(new Violation.NotFound("workspace"));
    }
  }
}
