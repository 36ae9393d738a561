package io.rollcall.application.organization;

import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.OrganizationRepository.Acting;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.WorkspaceRepository;
import io.rollcall.application.port.WorkspaceViews;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** What a member may see of workspaces: the list, one of them, and who is in it. */
@ApplicationScoped
public class ReadWorkspaces {
  private final OrganizationRepository organizations;
  private final WorkspaceRepository workspaces;
  private final WorkspaceViews views;
  private final MemberViews people;

  ReadWorkspaces(
      OrganizationRepository organizations,
      WorkspaceRepository workspaces,
      WorkspaceViews views,
      MemberViews people) {
    this.organizations = organizations;
    this.workspaces = workspaces;
    this.views = views;
    this.people = people;
  }

  @Transactional
  public List<WorkspaceViews.WorkspaceRow> list(WorkspaceViews.Query query) {
    acting(query.organization(), query.viewer()).require(Permission.VIEW_WORKSPACES);
    return views.workspaces(query);
  }

  /** A sandbox of somebody else does not exist for the reader. */
  @Transactional
  public WorkspaceViews.WorkspaceRow one(
      OrganizationId organization, UserId reader, WorkspaceId workspace) {
    requireVisible(organization, reader, workspace);
    return views
        .workspace(organization, workspace, reader)
        .orElseThrow(() -> new Violation.NotFound("workspace").refused());
  }

  @Transactional
  public List<MemberViews.MemberRow> members(
      OrganizationId organization, UserId reader, WorkspaceId workspace) {
    requireVisible(organization, reader, workspace);
    return views.members(organization, workspace);
  }

  /** The same page by page, and by name. */
  @Transactional
  public Page<MemberViews.MemberRow> members(
      OrganizationId organization,
      UserId reader,
      WorkspaceId workspace,
      MemberViews.Filter filter,
      Page.Request page) {
    requireVisible(organization, reader, workspace);
    return people.members(
        new MemberViews.Query(
            organization,
            filter.within(new MemberViews.Within.OfWorkspace(workspace)),
            MemberViews.Ordering.USER_ID,
            false,
            page));
  }

  private void requireVisible(OrganizationId organization, UserId reader, WorkspaceId id) {
    var acting = acting(organization, reader);
    var workspace =
        workspaces
            .find(organization, id)
            .orElseThrow(() -> new Violation.NotFound("workspace").refused());
    acting.require(Permission.VIEW_WORKSPACES);
    if (!workspace.isVisibleTo(acting.standing(), acting.organization().permissions())) {
      throw new Violation.NotFound("workspace").refused();
    }
  }

  private Acting acting(OrganizationId organization, UserId user) {
    return organizations
        .acting(organization, user)
        .orElseThrow(() -> new Violation.NotFound("organization").refused());
  }
}
