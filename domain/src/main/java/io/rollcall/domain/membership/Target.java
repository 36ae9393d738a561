package io.rollcall.domain.membership;

/** What a grant gives. */
public sealed interface Target {
  /** A role in the organization; never the owner's, which moves only by a transfer. */
  record OrganizationRole(Role role) implements Target {
    public OrganizationRole {
      if (!role.isAssignable()) {
        throw new IllegalArgumentException(role + " cannot be granted");
      }
    }
  }

  /** Membership of a workspace, and with it of all its projects. */
  record Workspace(WorkspaceId workspace) implements Target {}

  /** A role in one project. */
  record Project(ProjectId project, ProjectRole role) implements Target {}
}
