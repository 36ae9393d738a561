package io.rollcall.domain.organization;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.WorkspaceId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What membership needs to know of a project.
 *
 * @param workspace null for a project outside all workspaces
 */
public record Project(
    ProjectId id,
    OrganizationId organization,
    @Nullable WorkspaceId workspace,
    String title,
    boolean published,
    UserId createdBy) {

  /**
   * The role the member has here: the owner's, which nothing overrides; the explicit project role,
   * else the organization role through the workspace or by being an administrator; nothing when
   * they have no access.
   */
  public Optional<Role> roleOf(Standing member) {
    if (!member.isActive()) {
      return Optional.empty();
    }
    var explicit = member.projects().get(id);
    if (explicit != null && member.role() != Role.OWNER) {
      return Optional.of(explicit.within(member.role()));
    }
    return hasImplicitAccess(member)
        ? Optional.of(ProjectRole.INHERIT.within(member.role()))
        : Optional.empty();
  }

  /** Whether the member sees the project: annotators and reviewers only once it is published. */
  public boolean isVisibleTo(Standing member) {
    return roleOf(member).filter(role -> published || role.isAtLeast(Role.MANAGER)).isPresent();
  }

  /** Whether the member may change it and its members. */
  public boolean isManageableBy(Standing member) {
    return roleOf(member).filter(role -> role.isAtLeast(Role.MANAGER)).isPresent();
  }

  private boolean hasImplicitAccess(Standing member) {
    return member.role().isAtLeast(Role.ADMINISTRATOR)
        || (member.role() == Role.MANAGER && createdBy.equals(member.user()))
        || (workspace != null && member.workspaces().contains(workspace));
  }
}
