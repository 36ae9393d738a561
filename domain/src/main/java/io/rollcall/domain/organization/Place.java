package io.rollcall.domain.organization;

import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.WorkspaceId;

/** Where grants put people: a workspace or a project, whatever role they give there. */
public sealed interface Place {
  record OfWorkspace(WorkspaceId workspace) implements Place {}

  record OfProject(ProjectId project) implements Place {}

  /** Whether this grant puts its member here now. */
  default boolean isActive(Grant grant) {
    return grant.isActive() && isOf(grant.target());
  }

  private boolean isOf(Target target) {
    return switch (target) {
      case Target.OrganizationRole ignored -> false;
      case Target.Workspace to ->
          this instanceof OfWorkspace here && here.workspace().equals(to.workspace());
      case Target.Project to ->
          this instanceof OfProject here && here.project().equals(to.project());
    };
  }

  /** By somebody who may manage it. */
  default boolean isByHand(Grant grant) {
    return isActive(grant) && grant.source() instanceof Source.Administrator;
  }

  /** By hand or by an invitation: what people can take back. */
  default boolean isByPeople(Grant grant) {
    return isActive(grant) && !(grant.source() instanceof Source.Provider);
  }

  default boolean isByDirectory(Grant grant) {
    return isActive(grant) && grant.source() instanceof Source.Provider;
  }

  /** What the history says when it is no more. */
  default String closed() {
    return switch (this) {
      case OfWorkspace ignored -> "the workspace was deleted";
      case OfProject ignored -> "the project was deleted";
    };
  }
}
