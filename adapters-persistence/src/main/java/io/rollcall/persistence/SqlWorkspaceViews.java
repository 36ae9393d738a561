package io.rollcall.persistence;

import io.rollcall.application.port.MemberViews.MemberRow;
import io.rollcall.application.port.WorkspaceViews;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Workspaces from one projection. */
@ApplicationScoped
@Transactional
class SqlWorkspaceViews implements WorkspaceViews {
  /** The viewer, the organization, the viewer again: a sandbox is its owner's alone. */
  private static final String VISIBLE =
      """
      select w.id, w.title, w.description, w.color, w.is_archived, w.is_personal, w.created_by, w.created_at,
        u.email, u.first_name, u.last_name,
        exists (select from workspace_member j
          where j.organization_id = w.organization_id and j.workspace_id = w.id and j.user_id = ?) as joined,
        (select count(*) from project p
          where p.organization_id = w.organization_id and p.workspace_id = w.id) as projects,
        (select count(*) from workspace_member c
          where c.organization_id = w.organization_id and c.workspace_id = w.id) as members
      from workspace w join app_user u on u.id = w.created_by
      where w.organization_id = ? and (not w.is_personal or w.created_by = ?)""";

  private static final String MEMBERS =
      "select "
          + MemberRows.COLUMNS
          + """

          from workspace_member w
          join membership m on m.organization_id = w.organization_id and m.user_id = w.user_id
          join app_user u on u.id = m.user_id
          where w.organization_id = ? and w.workspace_id = ? and m.deleted_at is null
          order by m.user_id""";

  private final Tenancy tenancy;

  SqlWorkspaceViews(Tenancy tenancy) {
    this.tenancy = tenancy;
  }

  @Override
  public List<WorkspaceRow> workspaces(Query query) {
    return tenancy.list(
        query.organization(),
        VISIBLE
            + """

            and w.is_archived = coalesce(?::boolean, w.is_archived)
            and w.is_personal = coalesce(?::boolean, w.is_personal)
            order by w.title, w.id""",
        SqlWorkspaceViews::workspace,
        query.viewer().value(),
        query.organization().value(),
        query.viewer().value(),
        query.archived(),
        query.personal());
  }

  @Override
  public Optional<WorkspaceRow> workspace(
      OrganizationId organization, WorkspaceId workspace, UserId viewer) {
    return tenancy.first(
        organization,
        VISIBLE + " and w.id = ?",
        SqlWorkspaceViews::workspace,
        viewer.value(),
        organization.value(),
        viewer.value(),
        workspace.value());
  }

  @Override
  public List<MemberRow> members(OrganizationId organization, WorkspaceId workspace) {
    return tenancy.list(
        organization, MEMBERS, MemberRows::read, organization.value(), workspace.value());
  }

  private static WorkspaceRow workspace(ResultSet row) throws SQLException {
    return new WorkspaceRow(
        row.getLong("id"),
        row.getString("title"),
        row.getString("description"),
        row.getString("color"),
        row.getBoolean("is_archived"),
        row.getBoolean("is_personal"),
        row.getLong("created_by"),
        row.getString("email"),
        row.getString("first_name"),
        row.getString("last_name"),
        Values.instant(row, "created_at"),
        row.getBoolean("joined"),
        row.getInt("projects"),
        row.getInt("members"));
  }
}
