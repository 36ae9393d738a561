package io.rollcall.persistence;

import io.rollcall.application.port.ProjectRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.organization.Project;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
@Transactional
class PanacheProjectRepository implements ProjectRepository, ShortLived<ProjectEntity, TenantKey> {
  private final Tenancy tenancy;

  PanacheProjectRepository(Tenancy tenancy) {
    this.tenancy = tenancy;
  }

  @Override
  public void add(Project project) {
    tenancy.enter(project.organization());
    insert(new ProjectEntity(project));
  }

  @Override
  public Optional<Project> find(OrganizationId organization, ProjectId project) {
    return tenancy.first(
        organization,
        "select "
            + ProjectRows.COLUMNS
            + " from project p where p.organization_id = ? and p.id = ?",
        ProjectRows::read,
        organization.value(),
        project.value());
  }

  @Override
  public void save(Project project) {
    var workspace = project.workspace();
    tenancy.change(
        project.organization(),
        """
        update project set workspace_id = ?, title = ?, description = ?, color = ?, is_published = ?, is_draft = ?
        where organization_id = ? and id = ?""",
        workspace == null ? null : workspace.value(),
        project.title(),
        project.description(),
        project.color(),
        project.published(),
        project.draft(),
        project.organization().value(),
        project.id().value());
  }

  @Override
  public void remove(OrganizationId organization, ProjectId project) {
    tenancy.change(
        organization,
        "delete from project where organization_id = ? and id = ?",
        organization.value(),
        project.value());
  }

  @Override
  public boolean isMapped(OrganizationId organization, ProjectId project) {
    return tenancy
        .first(
            organization,
            """
            select 1 from group_mapping m
            where m.organization_id = ? and m.project_id = ? and m.removed_at is null limit 1""",
            row -> "",
            organization.value(),
            project.value())
        .isPresent();
  }

  @Override
  public List<UserId> holders(OrganizationId organization, ProjectId project) {
    return tenancy.list(
        organization,
        """
        select distinct g.user_id from access_grant g
        where g.organization_id = ? and g.project_id = ? and g.until is null order by g.user_id""",
        row -> new UserId(row.getLong("user_id")),
        organization.value(),
        project.value());
  }
}
