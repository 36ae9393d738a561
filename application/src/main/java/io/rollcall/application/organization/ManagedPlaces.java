package io.rollcall.application.organization;

import io.rollcall.application.port.ProjectRepository;
import io.rollcall.application.port.WorkspaceRepository;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Organization;
import io.rollcall.domain.organization.Project;
import io.rollcall.domain.organization.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where somebody may put others: those of some workspaces and projects that exist and that they
 * manage. Nobody's sandbox is among them.
 */
@ApplicationScoped
class ManagedPlaces {
  private final WorkspaceRepository workspaces;
  private final ProjectRepository projects;

  ManagedPlaces(WorkspaceRepository workspaces, ProjectRepository projects) {
    this.workspaces = workspaces;
    this.projects = projects;
  }

  Set<WorkspaceId> workspaces(Organization organization, Standing actor, Set<WorkspaceId> named) {
    return named.stream()
        .flatMap(id -> workspaces.find(organization.id(), id).stream())
        .filter(workspace -> !workspace.personal())
        .filter(workspace -> workspace.isManageableBy(actor, organization.permissions()))
        .map(Workspace::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  Set<ProjectId> projects(Organization organization, Standing actor, Set<ProjectId> named) {
    return named.isEmpty()
        ? Set.of()
        : projects.find(organization.id(), named).stream()
            .filter(project -> project.isManageableBy(actor))
            .map(Project::id)
            .collect(Collectors.toUnmodifiableSet());
  }
}
