package io.rollcall.application.membership;

import io.rollcall.application.port.HistoryViews;
import io.rollcall.application.port.HistoryViews.AssignmentQuery;
import io.rollcall.application.port.HistoryViews.AssignmentRow;
import io.rollcall.application.port.HistoryViews.ChangeQuery;
import io.rollcall.application.port.HistoryViews.ChangeRow;
import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.OrganizationRepository.Acting;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.WorkspaceRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** What happened to members, and who belonged at a moment: for those who see the members. */
@ApplicationScoped
public class ReadHistory {
  private final OrganizationRepository organizations;
  private final WorkspaceRepository workspaces;
  private final HistoryViews views;

  ReadHistory(
      OrganizationRepository organizations, WorkspaceRepository workspaces, HistoryViews views) {
    this.organizations = organizations;
    this.workspaces = workspaces;
    this.views = views;
  }

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, also for a workspace
   *     that the reader does not see, {@code NotPermitted}
   */
  @Transactional(Transactional.TxType.SUPPORTS)
  public Page<ChangeRow> changes(UserId reader, ChangeQuery query) {
    var acting = acting(query.organization(), reader);
    if (query.workspace() == null) {
      acting.require(Permission.VIEW_ORGANIZATION_PAGE);
      return views.changes(query);
    }
    var workspace =
        workspaces
            .find(query.organization(), query.workspace())
            .orElseThrow(() -> new Violation.NotFound("workspace").refused());
    acting.require(Permission.VIEW_ORGANIZATION_PAGE);
    if (!workspace.isVisibleTo(acting.standing(), acting.organization().permissions())) {
      throw new Violation.NotFound("workspace").refused();
    }
    return views.changes(query.within(query.period().from(workspace.createdAt())));
  }

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  @Transactional(Transactional.TxType.SUPPORTS)
  public Page<AssignmentRow> assignments(UserId reader, AssignmentQuery query) {
    acting(query.organization(), reader).require(Permission.VIEW_ORGANIZATION_PAGE);
    return views.assignments(query);
  }

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  @Transactional(Transactional.TxType.SUPPORTS)
  public Page<MemberViews.MemberRow> members(UserId reader, MemberViews.Query query, Instant asOf) {
    acting(query.organization(), reader).require(Permission.VIEW_ORGANIZATION_PAGE);
    return views.members(query, asOf);
  }

  private Acting acting(OrganizationId organization, UserId reader) {
    return organizations
        .acting(organization, reader)
        .orElseThrow(() -> new Violation.NotFound("organization").refused());
  }
}
