package io.rollcall.persistence;

import io.rollcall.application.port.WorkspaceRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

@ApplicationScoped
@Transactional
class PanacheWorkspaceRepository
    implements WorkspaceRepository, ShortLived<WorkspaceEntity, TenantKey> {
  private final Tenancy tenancy;

  PanacheWorkspaceRepository(Tenancy tenancy) {
    this.tenancy = tenancy;
  }

  @Override
  public void add(Workspace workspace) {
    tenancy.enter(workspace.organization());
    insert(new WorkspaceEntity(workspace));
  }

  @Override
  public Optional<Workspace> find(OrganizationId organization, WorkspaceId workspace) {
    tenancy.enter(organization);
    return one(WorkspaceEntity::toWorkspace, "key", TenantKey.of(organization, workspace.value()));
  }

  @Override
  public Map<String, WorkspaceId> findByTitles(
      OrganizationId organization, Collection<String> titles) {
    tenancy.enter(organization);
    return all(
            WorkspaceEntity::toWorkspace,
            "key.organization = ?1 and not personal and title in ?2 order by key.id",
            organization.value(),
            titles)
        .stream()
        .collect(Collectors.toMap(Workspace::title, Workspace::id, (oldest, younger) -> oldest));
  }

  @Override
  public Set<ProjectId> existingProjects(
      OrganizationId organization, Collection<ProjectId> projects) {
    return tenancy
        .list(
            organization,
            "select p.id from project p where p.organization_id = ? and p.id = any (?)",
            row -> new ProjectId(row.getLong("id")),
            organization.value(),
            Values.ids(projects, ProjectId::value))
        .stream()
        .collect(Collectors.toUnmodifiableSet());
  }
}
