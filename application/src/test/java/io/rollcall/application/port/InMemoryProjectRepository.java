package io.rollcall.application.port;

import io.rollcall.domain.federation.GroupMapping;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.organization.Place;
import io.rollcall.domain.organization.Project;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

public final class InMemoryProjectRepository implements ProjectRepository {
  private final InMemoryWorld world;

  InMemoryProjectRepository(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public void add(Project project) {
    world.tables.projects.put(project.id(), project);
  }

  @Override
  public Optional<Project> find(OrganizationId organization, ProjectId project) {
    return Optional.ofNullable(world.tables.projects.get(project))
        .filter(found -> found.organization().equals(organization));
  }

  @Override
  public List<Project> find(OrganizationId organization, Collection<ProjectId> projects) {
    return projects.stream()
        .distinct()
        .sorted()
        .flatMap(project -> find(organization, project).stream())
        .toList();
  }

  @Override
  public void save(Project project) {
    world.tables.projects.put(project.id(), project);
  }

  @Override
  public void remove(OrganizationId organization, ProjectId project) {
    find(organization, project).ifPresent(found -> world.tables.projects.remove(found.id()));
  }

  @Override
  public boolean isMapped(OrganizationId organization, ProjectId project) {
    return world.tables.directories.values().stream()
        .filter(directory -> directory.organization().equals(organization))
        .flatMap(directory -> directory.mappings().stream())
        .anyMatch(
            mapping ->
                mapping.effect() instanceof GroupMapping.Effect.Gives gives
                    && gives.target() instanceof Target.Project to
                    && to.project().equals(project));
  }

  @Override
  public List<UserId> holders(OrganizationId organization, ProjectId project) {
    var place = new Place.OfProject(project);
    return world
        .organizations()
        .members(organization)
        .filter(member -> member.facts().grants().stream().anyMatch(place::isActive))
        .map(Membership::user)
        .toList();
  }
}
