package io.rollcall.application.organization;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.NotedFields;
import io.rollcall.application.port.ProjectRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes a project, or moves it into another workspace. */
@ApplicationScoped
public class UpdateProject {
  private final ManagedProjects managed;
  private final ProjectRepository projects;
  private final ChangeNotes notes;

  UpdateProject(ManagedProjects managed, ProjectRepository projects, ChangeNotes notes) {
    this.managed = managed;
    this.projects = projects;
    this.notes = notes;
  }

  /**
   * Null leaves a thing as it is.
   *
   * @param move whether to move it to {@code workspace}, which is null for outside all workspaces
   */
  public record Command(
      OrganizationId organization,
      UserId actor,
      ProjectId project,
      @Nullable String title,
      @Nullable String description,
      @Nullable String color,
      @Nullable Boolean published,
      @Nullable Boolean draft,
      boolean move,
      @Nullable WorkspaceId workspace) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code Invalid}, also for a workspace that the actor does not manage
   */
  @Transactional
  public void execute(Command command) {
    var opened = managed.open(command.organization(), command.actor(), command.project());
    var project =
        opened
            .project()
            .with(
                command.title(),
                command.description(),
                command.color(),
                command.published(),
                command.draft());
    var there = command.workspace();
    boolean moves = command.move() && !Objects.equals(there, project.workspace());
    if (moves && there != null) {
      managed.requireWorkspace(opened.slice(), opened.actor(), there);
    }
    var changed = moves ? project.movedTo(there) : project;
    projects.save(changed);
    notes.changed(
        Change.between(
            "project",
            changed.id().value(),
            NotedFields.project(opened.project()),
            NotedFields.project(changed)));
  }
}
