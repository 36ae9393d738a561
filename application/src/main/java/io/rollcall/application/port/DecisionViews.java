package io.rollcall.application.port;

import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Organization;
import io.rollcall.domain.organization.Project;
import io.rollcall.domain.organization.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what decisions about access need. */
public interface DecisionViews {
  /**
   * Everything that some decisions need, in one round trip. What is not there, or of another
   * organization, is left out; so are people who do not belong.
   */
  Optional<Facts> facts(Wanted wanted);

  /**
   * Members with these roles after {@code after}, in the order of their ids.
   *
   * @param near only those who have anything to do with the project: who was put there, who is in
   *     its workspace, managers and administrators
   */
  List<Subject> members(
      OrganizationId organization, Set<Role> roles, Optional<ProjectId> near, Window window);

  /** Workspaces in the order of their ids, archived ones and sandboxes included. */
  List<Workspace> workspaces(OrganizationId organization, Window window);

  /** Projects in the order of their ids. */
  List<Project> projects(OrganizationId organization, Window window);

  /**
   * @param asker who asks, always among the people
   */
  record Wanted(
      OrganizationId organization,
      UserId asker,
      Set<UserId> people,
      Set<EmailAddress> addresses,
      Set<WorkspaceId> workspaces,
      Set<ProjectId> projects) {
    public Wanted {
      people = Set.copyOf(people);
      addresses = Set.copyOf(addresses);
      workspaces = Set.copyOf(workspaces);
      projects = Set.copyOf(projects);
    }
  }

  /**
   * @param subjects by user id
   */
  record Facts(
      Organization organization,
      Map<UserId, Subject> subjects,
      Map<WorkspaceId, Workspace> workspaces,
      Map<ProjectId, Project> projects) {}

  /**
   * A member.
   *
   * @param rule the one that gave the role
   */
  record Subject(Standing standing, Rule rule, String email) {}

  /**
   * @param after the id before the first one; 0 to begin
   */
  record Window(long after, int size) {}
}
