package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.organization.Project;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Projects of an organization. */
public interface ProjectRepository {
  void add(Project project);

  Optional<Project> find(OrganizationId organization, ProjectId project);

  /** Those of the projects that exist in the organization, by id. */
  List<Project> find(OrganizationId organization, Collection<ProjectId> projects);

  /** Replaces all that can change of it. */
  void save(Project project);

  /** Takes away a project that nothing refers to any more, the grants of the past aside. */
  void remove(OrganizationId organization, ProjectId project);

  /** Whether a group of a directory is mapped to it. */
  boolean isMapped(OrganizationId organization, ProjectId project);

  /** Everybody with an active grant of it, also one that the policy ignores, by id. */
  List<UserId> holders(OrganizationId organization, ProjectId project);
}
