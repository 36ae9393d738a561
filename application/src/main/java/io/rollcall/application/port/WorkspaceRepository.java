package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Workspace;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Workspaces of an organization. */
public interface WorkspaceRepository {
  void add(Workspace workspace);

  /** Replaces what can change of it: title, description, color, whether it is archived. */
  void save(Workspace workspace);

  /** Takes away a workspace that nothing refers to any more, the grants of the past aside. */
  void remove(OrganizationId organization, WorkspaceId workspace);

  /** How many projects are in it. */
  int projects(OrganizationId organization, WorkspaceId workspace);

  /** Whether a group of a directory is mapped to it. */
  boolean isMapped(OrganizationId organization, WorkspaceId workspace);

  /** Everybody with an active grant of it, also one that the policy ignores, by id. */
  List<UserId> holders(OrganizationId organization, WorkspaceId workspace);

  Optional<Workspace> find(OrganizationId organization, WorkspaceId workspace);

  /**
   * Shared (not personal) workspaces with these titles, by title; of several with one title the
   * oldest.
   */
  Map<String, WorkspaceId> findByTitles(OrganizationId organization, Collection<String> titles);
}
