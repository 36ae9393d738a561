package io.rollcall.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessPolicy;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.organization.Organization;
import io.rollcall.domain.organization.Permission;
import io.rollcall.domain.organization.Permissions;
import io.rollcall.domain.organization.Plan;
import io.rollcall.domain.organization.Seats;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Organizations as rows, the permission overrides as JSON in one column. */
final class OrganizationRows {
  /** What {@link #read} needs, of a table called {@code o}. */
  static final String COLUMNS =
      """
      o.id as organization, o.title, o.contact_info, o.owner_id, o.default_role,
        o.manual_role_management, o.manual_workspace_management, o.manual_project_member_management,
        o.seat_limit, o.plan_more_organizations, o.plan_sso, o.plan_ldap, o.plan_scim, o.plan_activity_log,
        o.seats_taken, o.created_at, o.version,
        (select jsonb_object_agg(p.permission, p.roles) from permission_override p where p.organization_id = o.id)
          as overrides""";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, List<String>>> OVERRIDES =
      new TypeReference<>() {};

  private OrganizationRows() {}

  static Organization read(ResultSet row) throws SQLException {
    return new Organization(
        new OrganizationId(row.getLong("organization")),
        row.getString("title"),
        row.getString("contact_info"),
        new UserId(row.getLong("owner_id")),
        Targets.role(row.getString("default_role")),
        new AccessPolicy(
            row.getBoolean("manual_role_management"),
            row.getBoolean("manual_workspace_management"),
            row.getBoolean("manual_project_member_management")),
        permissions(row.getString("overrides")),
        new Plan(
            Values.intOrNull(row, "seat_limit"),
            row.getBoolean("plan_more_organizations"),
            row.getBoolean("plan_sso"),
            row.getBoolean("plan_ldap"),
            row.getBoolean("plan_scim"),
            row.getBoolean("plan_activity_log")),
        Values.instant(row, "created_at"),
        row.getLong("version"));
  }

  static Seats seats(ResultSet row) throws SQLException {
    return new Seats(Values.intOrNull(row, "seat_limit"), row.getInt("seats_taken"));
  }

  private static Permissions permissions(@Nullable String overrides) {
    if (overrides == null) {
      return Permissions.DEFAULT;
    }
    var read = new EnumMap<Permission, Set<Role>>(Permission.class);
    try {
      JSON.readValue(overrides, OVERRIDES)
          .forEach(
              (key, roles) ->
                  read.put(
                      Permission.ofKey(key).orElseThrow(),
                      roles.stream().map(Targets::role).collect(Collectors.toSet())));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
    return new Permissions(read);
  }

  /** Rows of {@code permission_override}. */
  static JsonRows overrides(Organization organization) {
    var rows = new JsonRows();
    organization
        .permissions()
        .overrides()
        .forEach(
            (permission, roles) ->
                rows.row()
                    .set("organization_id", organization.id().value())
                    .set("permission", permission.key())
                    .set("roles", roles.stream().map(Role::code).sorted().toList()));
    return rows;
  }
}
