package io.rollcall.application.organization;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.NotedFields;
import io.rollcall.application.port.ProjectRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Moves a project into a workspace, or out of it. */
@ApplicationScoped
public class MoveProject {
  private final ManagedWorkspaces workspaces;
  private final ManagedProjects managed;
  private final ProjectRepository projects;
  private final ChangeNotes notes;

  MoveProject(
      ManagedWorkspaces workspaces,
      ManagedProjects managed,
      ProjectRepository projects,
      ChangeNotes notes) {
    this.workspaces = workspaces;
    this.managed = managed;
    this.projects = projects;
    this.notes = notes;
  }

  public record Command(
      OrganizationId organization,
      UserId actor,
      WorkspaceId workspace,
      ProjectId project,
      boolean into) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound} for either, also for a
   *     project that is not there to be taken out; {@code NotPermitted} for whoever does not manage
   *     both
   */
  @Transactional
  public void execute(Command command) {
    workspaces.open(command.organization(), command.actor(), command.workspace());
    var project =
        managed.open(command.organization(), command.actor(), command.project()).project();
    boolean there = command.workspace().equals(project.workspace());
    if (!there && !command.into()) {
      throw new Violation.NotFound("project").refused();
    }
    var moved = project.movedTo(command.into() ? command.workspace() : null);
    projects.save(moved);
    notes.changed(
        Change.between(
            "project",
            project.id().value(),
            NotedFields.project(project),
            NotedFields.project(moved)));
  }
}
