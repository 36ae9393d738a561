package io.rollcall.persistence;

import io.rollcall.application.port.OperatorViews;
import io.rollcall.domain.organization.Plan;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** One function of the closed list that looks across organizations. */
@ApplicationScoped
class SqlOperatorViews implements OperatorViews {
  private final Jdbc jdbc;

  SqlOperatorViews(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<OrganizationRow> organizations(String text, int limit) {
    return jdbc.list(
        "select * from organizations_of_everybody(?, ?)", SqlOperatorViews::row, text, limit);
  }

  private static OrganizationRow row(ResultSet row) throws SQLException {
    return new OrganizationRow(
        row.getLong("id"),
        row.getString("title"),
        row.getString("owner_email"),
        row.getInt("member_count"),
        row.getInt("seats_taken"),
        new Plan(
            Values.intOrNull(row, "seat_limit"),
            row.getBoolean("plan_more_organizations"),
            row.getBoolean("plan_sso"),
            row.getBoolean("plan_ldap"),
            row.getBoolean("plan_scim"),
            row.getBoolean("plan_activity_log")),
        Values.instant(row, "created_at"),
        Values.instantOrNull(row, "purge_after"));
  }
}
