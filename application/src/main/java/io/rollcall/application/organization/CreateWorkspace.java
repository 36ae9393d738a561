package io.rollcall.application.organization;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.NotedFields;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.WorkspaceRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Permission;
import io.rollcall.domain.organization.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Makes a workspace. */
@ApplicationScoped
public class CreateWorkspace {
  private final OrganizationRepository organizations;
  private final WorkspaceRepository workspaces;
  private final IdSource ids;
  private final InstantSource clock;
  private final ChangeNotes notes;

  CreateWorkspace(
      OrganizationRepository organizations,
      WorkspaceRepository workspaces,
      IdSource ids,
      InstantSource clock,
      ChangeNotes notes) {
    this.organizations = organizations;
    this.workspaces = workspaces;
    this.ids = ids;
    this.clock = clock;
    this.notes = notes;
  }

  public record Command(
      OrganizationId organization,
      UserId actor,
      String title,
      @Nullable String description,
      @Nullable String color,
      boolean archived,
      boolean personal) {}

  @Transactional
  public WorkspaceId execute(Command command) {
    organizations
        .acting(command.organization(), command.actor())
        .orElseThrow(() -> new Violation.NotFound("organization").refused())
        .require(Permission.CREATE_WORKSPACES);
    var workspace =
        new Workspace(
            ids.nextWorkspace(),
            command.organization(),
            command.title(),
            command.description(),
            command.color(),
            command.archived(),
            command.personal(),
            command.actor(),
            clock.instant());
    workspaces.add(workspace);
    notes.changed(
        Change.created("workspace", workspace.id().value(), NotedFields.workspace(workspace)));
    return workspace.id();
  }
}
