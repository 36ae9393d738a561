package io.rollcall.application.membership;

import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.OrganizationRepository.Acting;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.ProjectRepository;
import io.rollcall.application.port.WorkspaceRepository;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * The members of an organization: whole for administrators, and by name and address alone for
 * managers who look for people to add to a workspace or project of theirs.
 */
@ApplicationScoped
public class ListMembers {
  private final WorkspaceRepository workspaces;
  private final ProjectRepository projects;
  private final MemberViews members;

  ListMembers(WorkspaceRepository workspaces, ProjectRepository projects, MemberViews members) {
    this.workspaces = workspaces;
    this.projects = projects;
    this.members = members;
  }

  /**
   * @param namesOnly whether the reader may know no more than id, name and address
   */
  public record Listing(Page<MemberViews.MemberRow> page, boolean namesOnly) {}

  @Transactional(Transactional.TxType.SUPPORTS)
  public Listing execute(UserId reader, MemberViews.Query query) {
    var seen =
        members
            .members(reader, query)
            .orElseThrow(() -> new Violation.NotFound("organization").refused());
    var acting = seen.reader();
    boolean whole =
        acting
            .organization()
            .permissions()
            .allow(Permission.VIEW_ORGANIZATION_PAGE, acting.standing());
    if (!whole && !picksForOwnWorkspace(acting, query) && !picksForOwnProject(acting, query)) {
      throw new Violation.NotPermitted(Permission.VIEW_ORGANIZATION_PAGE.key()).refused();
    }
    if (!whole) {
      refuseUnlessByName(query);
    }
    return new Listing(seen.found(), !whole);
  }

  /**
   * A page of the whole list, for administrators alone.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  public List<MemberViews.MemberRow> whole(UserId reader, MemberViews.Query query) {
    var seen =
        members
            .rows(reader, query)
            .orElseThrow(() -> new Violation.NotFound("organization").refused());
    seen.reader().require(Permission.VIEW_ORGANIZATION_PAGE);
    return seen.found();
  }

  /** Whoever may know only names must not learn the rest by filtering or ordering by it. */
  private static void refuseUnlessByName(MemberViews.Query query) {
    boolean byName =
        switch (query.ordering()) {
          case USER_ID, EMAIL, NAME -> true;
          case ROLE, LAST_ACTIVITY, JOINED -> false;
        };
    if (!byName || !query.filter().isByName()) {
      throw new Violation.NotPermitted(Permission.VIEW_ORGANIZATION_PAGE.key()).refused();
    }
  }

  private boolean picksForOwnProject(Acting acting, MemberViews.Query query) {
    var excluded = query.filter().excludeProject();
    return excluded != null
        && projects
            .find(query.organization(), new ProjectId(excluded))
            .filter(project -> project.isManageableBy(acting.standing()))
            .isPresent();
  }

  private boolean picksForOwnWorkspace(Acting acting, MemberViews.Query query) {
    var excluded = query.filter().excludeWorkspace();
    return excluded != null
        && workspaces
            .find(query.organization(), new WorkspaceId(excluded))
            .filter(
                workspace ->
                    workspace.isManageableBy(
                        acting.standing(), acting.organization().permissions()))
            .isPresent();
  }
}
