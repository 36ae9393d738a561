package io.rollcall.persistence;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessFacts;
import io.rollcall.domain.membership.EffectiveAccess;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.MembershipId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.SourceKind;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Memberships as rows. The column {@code rule} is the one behind the entitled role; that somebody
 * waits for a seat follows from {@code seated}.
 */
final class MembershipRows {
  /** The workspaces and projects of a membership called {@code m}. */
  static final String ACCESS_COLUMNS =
      """
      array(select w.workspace_id from workspace_member w
          where w.organization_id = m.organization_id and w.user_id = m.user_id) as workspaces,
        array(select p.project_id from project_member p
          where p.organization_id = m.organization_id and p.user_id = m.user_id order by p.project_id) as projects,
        array(select p.role from project_member p
          where p.organization_id = m.organization_id and p.user_id = m.user_id order by p.project_id)
          as project_roles""";

  /** What {@link #read} needs, of a table called {@code m}. */
  static final String COLUMNS =
      """
      m.organization_id, m.id, m.user_id, m.entitled_role, m.rule, m.source, m.seated, m.entitled_since,
        m.joined_at, m.deleted_at, m.version,\s"""
          + ACCESS_COLUMNS;

  private MembershipRows() {}

  static Membership read(ResultSet row, AccessFacts facts) throws SQLException {
    return new Membership(
        new MembershipId(row.getLong("id")),
        new OrganizationId(row.getLong("organization_id")),
        new UserId(row.getLong("user_id")),
        facts,
        new EffectiveAccess(
            Targets.role(row.getString("entitled_role")),
            Rule.ofCode(row.getString("rule")).orElseThrow(),
            SourceKind.ofCode(row.getString("source")),
            workspaces(row),
            projects(row)),
        row.getBoolean("seated"),
        Values.instant(row, "entitled_since"),
        Values.instant(row, "joined_at"),
        Values.instantOrNull(row, "deleted_at"),
        row.getLong("version"));
  }

  /** Reads {@code user_id}, the acting {@code role} and {@link #ACCESS_COLUMNS}. */
  static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        new UserId(row.getLong("user_id")),
        Targets.role(row.getString("role")),
        workspaces(row),
        projects(row));
  }

  private static Set<WorkspaceId> workspaces(ResultSet row) throws SQLException {
    return Values.longs(row, "workspaces").stream()
        .map(WorkspaceId::new)
        .collect(Collectors.toSet());
  }

  private static Map<ProjectId, ProjectRole> projects(ResultSet row) throws SQLException {
    var ids = Values.longs(row, "projects");
    var roles = Values.strings(row, "project_roles");
    var projects = new HashMap<ProjectId, ProjectRole>();
    for (int i = 0; i < ids.size(); i++) {
      projects.put(new ProjectId(ids.get(i)), Targets.projectRole(roles.get(i)));
    }
    return projects;
  }

  static void write(JsonRows rows, Membership member) {
    rows.row()
        .set("organization_id", member.organization().value())
        .set("user_id", member.user().value())
        .set("id", member.id().value())
        .set("role", member.role().code())
        .set("entitled_role", member.entitled().role().code())
        .set("rule", member.entitled().rule().code())
        .set("source", member.entitled().source().code())
        .set("seated", member.seated())
        .set("entitled_since", member.entitledSince())
        .set("joined_at", member.joinedAt())
        .set("deleted_at", member.deletedAt())
        .set("version", member.version());
  }

  /** The rule behind the role that the member acts with. */
  static Rule rule(ResultSet row) throws SQLException {
    var entitled = Targets.role(row.getString("entitled_role"));
    return entitled.occupiesSeat() && !row.getBoolean("seated")
        ? Rule.SEAT_LIMIT
        : Rule.ofCode(row.getString("rule")).orElseThrow();
  }
}
