package io.rollcall.application.organization;

import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.MemberViews.MemberRow;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.OrganizationRepository.Acting;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.ProjectRepository;
import io.rollcall.application.port.ProjectViews;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is in a project, and with which role: for those who manage it. */
@ApplicationScoped
public class ReadProjectMembers {
  private final OrganizationRepository organizations;
  private final ProjectRepository projects;
  private final ProjectViews views;
  private final MemberViews members;

  ReadProjectMembers(
      OrganizationRepository organizations,
      ProjectRepository projects,
      ProjectViews views,
      MemberViews members) {
    this.organizations = organizations;
    this.projects = projects;
    this.views = views;
    this.members = members;
  }

  /**
   * @param placed null for somebody who is there by the workspace
   */
  public record ProjectMember(MemberRow member, ProjectViews.@Nullable Placed placed) {}

  /**
   * @param implicit whether to list those alone who are there by the workspace, or those alone who
   *     were put there; null for both
   */
  public record Query(
      OrganizationId organization,
      UserId reader,
      ProjectId project,
      @Nullable Boolean implicit,
      MemberViews.Filter filter,
      MemberViews.Ordering ordering,
      boolean descending,
      Page.Request page) {}

  @Transactional
  public Page<ProjectMember> members(Query query) {
    requireManager(query.organization(), query.reader(), query.project());
    var page =
        members.members(
            new MemberViews.Query(
                query.organization(),
                query
                    .filter()
                    .within(new MemberViews.Within.OfProject(query.project(), query.implicit())),
                query.ordering(),
                query.descending(),
                query.page()));
    var placed =
        views.placed(
            query.organization(),
            query.project(),
            page.items().stream().map(row -> new UserId(row.userId())).toList());
    return page.map(row -> new ProjectMember(row, placed.get(new UserId(row.userId()))));
  }

  @Transactional
  public List<ProjectViews.RoleRow> roles(
      OrganizationId organization, UserId reader, ProjectId project) {
    requireManager(organization, reader, project);
    return views.roles(organization, project);
  }

  /**
   * @param wanted null for all projects
   */
  @Transactional
  public List<ProjectViews.RoleRow> ownRoles(
      OrganizationId organization, UserId reader, @Nullable Set<ProjectId> wanted) {
    acting(organization, reader).require(Permission.VIEW_PROJECTS);
    return views.rolesOf(organization, reader, wanted);
  }

  private void requireManager(OrganizationId organization, UserId reader, ProjectId project) {
    var acting = acting(organization, reader);
    var found =
        projects
            .find(organization, project)
            .orElseThrow(() -> new Violation.NotFound("project").refused());
    found.requireManageableBy(acting.require(Permission.VIEW_PROJECTS).standing());
  }

  private Acting acting(OrganizationId organization, UserId user) {
    return organizations
        .acting(organization, user)
        .orElseThrow(() -> new Violation.NotFound("organization").refused());
  }
}
