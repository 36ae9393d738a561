package io.rollcall.application.organization;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.NotedFields;
import io.rollcall.application.port.WorkspaceRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Place;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Deletes a workspace without projects. Whoever was in it is so no more; their history stays. */
@ApplicationScoped
public class DeleteWorkspace {
  private final ManagedWorkspaces managed;
  private final WorkspaceRepository workspaces;
  private final ManyMembers many;
  private final ChangeNotes notes;

  DeleteWorkspace(
      ManagedWorkspaces managed,
      WorkspaceRepository workspaces,
      ManyMembers many,
      ChangeNotes notes) {
    this.managed = managed;
    this.workspaces = workspaces;
    this.many = many;
    this.notes = notes;
  }

  public record Command(OrganizationId organization, UserId actor, WorkspaceId workspace) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code WorkspaceNotEmpty}, {@code MappedByDirectory}
   */
  @Transactional
  public void execute(Command command) {
    var organization = command.organization();
    var workspace = command.workspace();
    var opened = managed.open(organization, command.actor(), workspace);
    int projects = workspaces.projects(organization, workspace);
    if (projects > 0) {
      throw new Violation.WorkspaceNotEmpty(projects).refused();
    }
    if (workspaces.isMapped(organization, workspace)) {
      throw new Violation.MappedByDirectory("workspace").refused();
    }
    var place = new Place.OfWorkspace(workspace);
    many.decide(
        organization,
        workspaces.holders(organization, workspace),
        opened.occasion(),
        (slice, user) -> slice.member(user).isPresent() && slice.places().close(user, place));
    workspaces.remove(organization, workspace);
    notes.changed(
        Change.removed("workspace", workspace.value(), NotedFields.workspace(opened.workspace())));
  }
}
