package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Workspace;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Workspaces of an organization. */
public interface WorkspaceRepository {
  void add(Workspace workspace);

  Optional<Workspace> find(OrganizationId organization, WorkspaceId workspace);

  /**
   * Shared (not personal) workspaces with these titles, by title; of several with one title the
   * oldest.
   */
  Map<String, WorkspaceId> findByTitles(OrganizationId organization, Collection<String> titles);

  /** Those of the projects that exist in the organization. */
  Set<ProjectId> existingProjects(OrganizationId organization, Collection<ProjectId> projects);
}
