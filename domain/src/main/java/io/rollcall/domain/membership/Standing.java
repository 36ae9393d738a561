package io.rollcall.domain.membership;

import io.rollcall.domain.identity.UserId;
import java.util.Map;
import java.util.Set;

/**
 * What a member stands for in one organization at this moment: all that a permission depends on.
 *
 * @param role the role the member acts with, the seat taken into account; {@code DEACTIVATED} for a
 *     deleted member
 */
public record Standing(
    UserId user, Role role, Set<WorkspaceId> workspaces, Map<ProjectId, ProjectRole> projects) {
  public Standing {
    workspaces = Set.copyOf(workspaces);
    projects = Map.copyOf(projects);
  }

  /** Whether the member may do anything in the organization at all. */
  public boolean isActive() {
    return role.isActive();
  }
}
