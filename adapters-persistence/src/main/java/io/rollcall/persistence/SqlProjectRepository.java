package io.rollcall.persistence;

import io.rollcall.application.port.ProjectRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.organization.Project;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
@Transactional
class SqlProjectRepository implements ProjectRepository {
  private final Tenancy tenancy;

  SqlProjectRepository(Tenancy tenancy) {
    this.tenancy = tenancy;
  }

  @Override
  public void add(Project project) {
    var workspace = project.workspace();
    var flight = tenancy.flight(project.organization());
    flight.change(
        """
        insert into project (organization_id, id, workspace_id, title, description, color, is_published, is_draft,
          created_by, created_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        project.organization().value(),
        project.id().value(),
        workspace == null ? null : workspace.value(),
        project.title(),
        project.description(),
        project.color(),
        project.published(),
        project.draft(),
        project.createdBy().value(),
        project.createdAt());
    flight.change(
        "update organization set project_count = project_count + 1 where id = ?",
        project.organization().value());
    flight.send();
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
  public List<Project> find(OrganizationId organization, Collection<ProjectId> projects) {
    return tenancy.list(
        organization,
        "select "
            + ProjectRows.COLUMNS
            + " from project p where p.organization_id = ? and p.id = any (?) order by p.id",
        ProjectRows::read,
        organization.value(),
        Values.ids(projects, ProjectId::value));
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
        """
        with gone as (delete from project where organization_id = ? and id = ? returning 1)
        update organization set project_count = project_count - (select count(*) from gone) where id = ?""",
        organization.value(),
        project.value(),
        organization.value());
  }

  @Override
  public boolean isMapped(OrganizationId organization, ProjectId project) {
    return PlaceRows.PROJECT.isMapped(tenancy, organization, project.value());
  }

  @Override
  public List<UserId> holders(OrganizationId organization, ProjectId project) {
    return PlaceRows.PROJECT.holders(tenancy, organization, project.value());
  }
}
