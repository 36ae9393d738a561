package io.rollcall.domain.organization;

import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.WorkspaceId;
import java.util.List;

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

  /** A role of its own, not just the organization's. */
  default boolean isRole(Grant grant) {
    return isActive(grant)
        && grant.target() instanceof Target.Project to
        && to.role() != ProjectRole.INHERIT;
  }

  /**
   * Whether somebody was in with their organization role before they got this one: a role by hand
   * begins in the moment that what it replaces ends.
   */
  default boolean wasInBefore(Grant role, List<Grant> grants) {
    return grants.stream()
        .filter(grant -> role.since().equals(grant.until()) && isOf(grant.target()))
        .filter(grant -> !(grant.source() instanceof Source.Provider))
        .anyMatch(
            grant ->
                (grant.target() instanceof Target.Project to && to.role() == ProjectRole.INHERIT)
                    || (grant.since().isBefore(role.since()) && wasInBefore(grant, grants)));
  }

  /** What the history says when it is no more. */
  default String closed() {
    return switch (this) {
      case OfWorkspace ignored -> "the workspace was deleted";
      case OfProject ignored -> "the project was deleted";
    };
  }
}
