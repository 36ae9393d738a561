package io.rollcall.application.organization;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.OrganizationRepository.Acting;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.ProjectViews;
import io.rollcall.application.port.ProjectViews.ProjectRow;
import io.rollcall.application.port.WorkspaceRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * What a member may see of projects. Whoever sees no workspaces does not learn in which one a
 * project is, and only those who manage a project learn who else is in it.
 */
@ApplicationScoped
public class ReadProjects {
  private final OrganizationRepository organizations;
  private final WorkspaceRepository workspaces;
  private final ProjectViews views;

  ReadProjects(
      OrganizationRepository organizations, WorkspaceRepository workspaces, ProjectViews views) {
    this.organizations = organizations;
    this.workspaces = workspaces;
    this.views = views;
  }

  /**
   * @param query who views it is filled in
   */
  @Transactional
  public Page<ProjectRow> list(UserId reader, ProjectViews.Query query) {
    var acting = acting(query.organization(), reader).require(Permission.VIEW_PROJECTS);
    if (!query.workspaces().isEmpty() || query.archived() != null) {
      acting.require(Permission.VIEW_WORKSPACES);
    }
    return views.projects(query.viewedBy(acting.standing())).map(row -> shown(row, acting));
  }

  /** Those of a workspace, for whoever sees it; of them those that the reader sees, by title. */
  @Transactional
  public List<ProjectRow> of(OrganizationId organization, UserId reader, WorkspaceId id) {
    var acting = acting(organization, reader);
    var workspace =
        workspaces
            .find(organization, id)
            .orElseThrow(() -> new Violation.NotFound("workspace").refused());
    acting.require(Permission.VIEW_WORKSPACES);
    if (!workspace.isVisibleTo(acting.standing(), acting.organization().permissions())) {
      throw new Violation.NotFound("workspace").refused();
    }
    return views
        .projects(ProjectViews.Query.of(organization, acting.standing(), id))
        .map(row -> shown(row, acting))
        .items();
  }

  /**
   * @param members how many of the members to tell
   */
  @Transactional
  public ProjectRow one(
      OrganizationId organization, UserId reader, ProjectId project, int members) {
    var acting = acting(organization, reader);
    var row = row(organization, project, members);
    acting.require(Permission.VIEW_PROJECTS);
    row.project().requireVisibleTo(acting.standing());
    return shown(row, acting);
  }

  /**
   * What became of a project that the reader has just changed, whether they still see it or not.
   */
  @Transactional
  public ProjectRow changed(
      OrganizationId organization, UserId reader, ProjectId project, int members) {
    return shown(row(organization, project, members), acting(organization, reader));
  }

  private ProjectRow row(OrganizationId organization, ProjectId project, int members) {
    return views
        .project(organization, project, members)
        .orElseThrow(() -> new Violation.NotFound("project").refused());
  }

  private static ProjectRow shown(ProjectRow row, Acting acting) {
    var standing = acting.standing();
    var workspace = row.workspace();
    boolean knowsWhere =
        workspace != null && workspace.isVisibleTo(standing, acting.organization().permissions());
    boolean knowsWho = row.project().isManageableBy(standing);
    return new ProjectRow(
        row.project(),
        knowsWhere ? workspace : null,
        row.creator(),
        knowsWho ? row.members() : List.of(),
        row.membersCount());
  }

  private Acting acting(OrganizationId organization, UserId user) {
    return organizations
        .acting(organization, user)
        .orElseThrow(() -> new Violation.NotFound("organization").refused());
  }
}
