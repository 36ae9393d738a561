package io.rollcall.application.organization;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.NotedFields;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.ProjectRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Permission;
import io.rollcall.domain.organization.Project;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a project. */
@ApplicationScoped
public class CreateProject {
  private final ManagedProjects managed;
  private final OrganizationRepository organizations;
  private final ProjectRepository projects;
  private final IdSource ids;
  private final InstantSource clock;
  private final ChangeNotes notes;

  CreateProject(
      ManagedProjects managed,
      OrganizationRepository organizations,
      ProjectRepository projects,
      IdSource ids,
      InstantSource clock,
      ChangeNotes notes) {
    this.managed = managed;
    this.organizations = organizations;
    this.projects = projects;
    this.ids = ids;
    this.clock = clock;
    this.notes = notes;
  }

  /**
   * @param workspace null for a project outside all workspaces
   */
  public record Command(
      OrganizationId organization,
      UserId actor,
      @Nullable WorkspaceId workspace,
      String title,
      String description,
      String color,
      boolean published,
      boolean draft) {}

  /**
   * Locks the organization.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code Invalid}
   */
  @Transactional
  public ProjectId execute(Command command) {
    var occasion = new Occasion(clock.instant(), new Recorder.ByUser(command.actor()));
    var slice = organizations.lock(command.organization(), List.of(command.actor()), occasion);
    var actor = slice.require(command.actor(), Permission.MANAGE_JOINED_PROJECTS).standing();
    if (command.workspace() != null) {
      managed.requireWorkspace(slice, actor, command.workspace());
    }
    var project =
        new Project(
            ids.nextProject(),
            command.organization(),
            command.workspace(),
            command.title(),
            command.description(),
            command.color(),
            command.published(),
            command.draft(),
            command.actor(),
            occasion.at());
    projects.add(project);
    notes.changed(Change.created("project", project.id().value(), NotedFields.project(project)));
    return project.id();
  }
}
