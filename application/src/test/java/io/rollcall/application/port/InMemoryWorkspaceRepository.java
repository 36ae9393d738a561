package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Workspace;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

public final class InMemoryWorkspaceRepository implements WorkspaceRepository {
  private final InMemoryWorld world;

  InMemoryWorkspaceRepository(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public void add(Workspace workspace) {
    world.tables.workspaces.put(workspace.id(), workspace);
  }

  @Override
  public Optional<Workspace> find(OrganizationId organization, WorkspaceId workspace) {
    return Optional.ofNullable(world.tables.workspaces.get(workspace))
        .filter(found -> found.organization().equals(organization));
  }

  @Override
  public Map<String, WorkspaceId> findByTitles(
      OrganizationId organization, Collection<String> titles) {
    return world.tables.workspaces.values().stream()
        .filter(
            workspace ->
                workspace.organization().equals(organization)
                    && !workspace.personal()
                    && titles.contains(workspace.title()))
        .collect(Collectors.toMap(Workspace::title, Workspace::id, (oldest, younger) -> oldest));
  }

  @Override
  public Set<ProjectId> existingProjects(
      OrganizationId organization, Collection<ProjectId> projects) {
    return projects.stream()
        .filter(
            id -> {
              var project = world.tables.projects.get(id);
              return project != null && project.organization().equals(organization);
            })
        .collect(Collectors.toUnmodifiableSet());
  }
}
