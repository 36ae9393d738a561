package io.rollcall.persistence;

import io.rollcall.application.port.WorkspaceRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  public void save(Workspace workspace) {
    tenancy.change(
        workspace.organization(),
        """
        update workspace set title = ?, description = ?, color = ?, is_archived = ?
        where organization_id = ? and id = ?""",
        workspace.title(),
        workspace.description(),
        workspace.color(),
        workspace.archived(),
        workspace.organization().value(),
        workspace.id().value());
  }

  @Override
  public void remove(OrganizationId organization, WorkspaceId workspace) {
    tenancy.change(
        organization,
        "delete from workspace where organization_id = ? and id = ?",
        organization.value(),
        workspace.value());
  }

  @Override
  public int projects(OrganizationId organization, WorkspaceId workspace) {
    return tenancy
        .first(
            organization,
            "select count(*) from project p where p.organization_id = ? and p.workspace_id = ?",
            row -> row.getInt(1),
            organization.value(),
            workspace.value())
        .orElse(0);
  }

  @Override
  public boolean isMapped(OrganizationId organization, WorkspaceId workspace) {
    return PlaceRows.WORKSPACE.isMapped(tenancy, organization, workspace.value());
  }

  @Override
  public List<UserId> holders(OrganizationId organization, WorkspaceId workspace) {
    return PlaceRows.WORKSPACE.holders(tenancy, organization, workspace.value());
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
}
