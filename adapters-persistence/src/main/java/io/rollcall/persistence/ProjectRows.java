package io.rollcall.persistence;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Project;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Projects as rows. */
final class ProjectRows {
  /** What {@link #read} needs, of a table called {@code p}. */
  static final String COLUMNS =
      """
      p.organization_id, p.id, p.workspace_id, p.title, p.description, p.color, p.is_published, p.is_draft,
        p.created_by, p.created_at""";

  private ProjectRows() {}

  static Project read(ResultSet row) throws SQLException {
    var workspace = Values.longOrNull(row, "workspace_id");
    return new Project(
        new ProjectId(row.getLong("id")),
        new OrganizationId(row.getLong("organization_id")),
        workspace == null ? null : new WorkspaceId(workspace),
        row.getString("title"),
        row.getString("description"),
        row.getString("color"),
        row.getBoolean("is_published"),
        row.getBoolean("is_draft"),
        new UserId(row.getLong("created_by")),
        Values.instant(row, "created_at"));
  }
}
