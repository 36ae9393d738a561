package io.rollcall.application.organization;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.NotedFields;
import io.rollcall.application.port.WorkspaceRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

/** Changes what a workspace is called and looks like, or archives it. */
@ApplicationScoped
public class UpdateWorkspace {
  private final ManagedWorkspaces managed;
  private final WorkspaceRepository workspaces;
  private final ChangeNotes notes;

  UpdateWorkspace(ManagedWorkspaces managed, WorkspaceRepository workspaces, ChangeNotes notes) {
    this.managed = managed;
    this.workspaces = workspaces;
    this.notes = notes;
  }

  /**
   * Null leaves a thing as it is.
   *
   * @param description empty to have none
   * @param color empty to have none
   * @param personal may only say what is so already
   */
  public record Command(
      OrganizationId organization,
      UserId actor,
      WorkspaceId workspace,
      @Nullable String title,
      @Nullable String description,
      @Nullable String color,
      @Nullable Boolean archived,
      @Nullable Boolean personal) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code Invalid}
   */
  @Transactional
  public void execute(Command command) {
    var workspace =
        managed.open(command.organization(), command.actor(), command.workspace()).workspace();
    if (command.personal() != null && command.personal() != workspace.personal()) {
      throw Violation.Invalid.field("is_personal", "A workspace stays shared or personal.")
          .refused();
    }
    var changed =
        workspace.with(command.title(), command.description(), command.color(), command.archived());
    workspaces.save(changed);
    notes.changed(
        Change.between(
            "workspace",
            workspace.id().value(),
            NotedFields.workspace(workspace),
            NotedFields.workspace(changed)));
  }
}
