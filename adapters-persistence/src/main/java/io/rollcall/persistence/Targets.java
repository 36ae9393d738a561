package io.rollcall.persistence;

import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A {@link Target} in columns: its kind, and {@code role}, {@code workspace_id}, {@code project_id}
 * and {@code project_role}. Grants and mappings have the same.
 */
final class Targets {
  private Targets() {}

  static String kind(Target target) {
    return switch (target) {
      case Target.OrganizationRole ignored -> "role";
      case Target.Workspace ignored -> "workspace";
      case Target.Project ignored -> "project";
    };
  }

  static void write(JsonRows.Row row, Target target) {
    switch (target) {
      case Target.OrganizationRole to -> row.set("role", to.role().code());
      case Target.Workspace to -> row.set("workspace_id", to.workspace().value());
      case Target.Project to ->
          row.set("project_id", to.project().value()).set("project_role", to.role().title());
    }
  }

  static Target read(String kind, ResultSet row) throws SQLException {
    return switch (kind) {
      case "role" -> new Target.OrganizationRole(role(row.getString("role")));
      case "workspace" -> new Target.Workspace(new WorkspaceId(row.getLong("workspace_id")));
      case "project" ->
          new Target.Project(
              new ProjectId(row.getLong("project_id")), projectRole(row.getString("project_role")));
      default -> throw new IllegalStateException("target " + kind);
    };
  }

  static Role role(String code) {
    return Role.ofCode(code).orElseThrow();
  }

  /** Project roles are stored by their title. */
  static ProjectRole projectRole(String title) {
    return ProjectRole.ofTitle(title).orElseThrow();
  }
}
