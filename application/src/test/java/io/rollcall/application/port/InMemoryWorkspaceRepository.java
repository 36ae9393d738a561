package io.rollcall.application.port;

import io.rollcall.domain.federation.GroupMapping;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Place;
import io.rollcall.domain.organization.Workspace;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  public void save(Workspace workspace) {
    world.tables.workspaces.put(workspace.id(), workspace);
  }

  @Override
  public void remove(OrganizationId organization, WorkspaceId workspace) {
    find(organization, workspace).ifPresent(found -> world.tables.workspaces.remove(found.id()));
  }

  @Override
  public int projects(OrganizationId organization, WorkspaceId workspace) {
    return (int)
        world.tables.projects.values().stream()
            .filter(
                project ->
                    project.organization().equals(organization)
                        && workspace.equals(project.workspace()))
            .count();
  }

  @Override
  public boolean isMapped(OrganizationId organization, WorkspaceId workspace) {
    return world.tables.directories.values().stream()
        .filter(directory -> directory.organization().equals(organization))
        .flatMap(directory -> directory.mappings().stream())
        .anyMatch(
            mapping ->
                mapping.effect() instanceof GroupMapping.Effect.Gives gives
                    && gives.target().equals(new Target.Workspace(workspace)));
  }

  @Override
  public List<UserId> holders(OrganizationId organization, WorkspaceId workspace) {
    var place = new Place.OfWorkspace(workspace);
    return world
        .organizations()
        .members(organization)
        .filter(member -> member.facts().grants().stream().anyMatch(place::isActive))
        .map(Membership::user)
        .toList();
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
}
