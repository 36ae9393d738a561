package io.rollcall.persistence;

import io.rollcall.application.port.HistoryViews.AssignmentRow;
import io.rollcall.application.port.HistoryViews.ChangeRow;
import io.rollcall.application.port.HistoryViews.Person;
import io.rollcall.application.port.HistoryViews.Places;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.GrantId;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.MembershipChange.Transition;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.SourceKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The history as rows. */
final class HistoryRows {
  /** What the readers need, of a row of the history called {@code h}, and {@link #PEOPLE}. */
  static final String COLUMNS =
      """
      h.*, s.email as person_email, concat_ws(' ', nullif(s.first_name, ''), nullif(s.last_name, '')) as person_name,
        sm.deleted_at is null as person_belongs,
        case when h.recorded_by = 'user' then h.recorded_by_id
          when h.recorded_by in ('login', 'invitation') then h.user_id end as by_id,
        b.email as by_email, concat_ws(' ', nullif(b.first_name, ''), nullif(b.last_name, '')) as by_name,
        bm.user_id is not null and bm.deleted_at is null as by_belongs""";

  /** Whom a change is about, and who made it: the member themselves where they came in by it. */
  static final String PEOPLE =
      """
      join app_user s on s.id = h.user_id
      join membership sm on sm.organization_id = h.organization_id and sm.user_id = h.user_id
      left join app_user b on b.id = case when h.recorded_by = 'user' then h.recorded_by_id
        when h.recorded_by in ('login', 'invitation') then h.user_id end
      left join membership bm on bm.organization_id = h.organization_id and bm.user_id = b.id""";

  private HistoryRows() {}

  static ChangeRow change(ResultSet row) throws SQLException {
    var before = row.getString("role_before");
    return new ChangeRow(
        new OrganizationId(row.getLong("organization_id")),
        row.getLong("number"),
        person(row),
        Values.instant(row, "at"),
        Codes.read(Transition.class, row.getString("transition")),
        Recorders.read(row),
        by(row),
        before == null ? null : Targets.role(before),
        Targets.role(row.getString("role_after")),
        row.getBoolean("deleted_after"),
        Rule.ofCode(row.getString("rule_after")).orElseThrow(),
        SourceKind.ofCode(row.getString("source_after")),
        places(row, "before"),
        places(row, "after"),
        row.getString("reason"));
  }

  private static Places places(ResultSet row, String when) throws SQLException {
    var projects = Values.longs(row, "projects_" + when);
    var titles = Values.strings(row, "project_roles_" + when);
    Map<Long, String> roles = new TreeMap<>();
    for (int i = 0; i < projects.size(); i++) {
      roles.put(projects.get(i), titles.get(i));
    }
    return new Places(Values.longs(row, "workspaces_" + when), roles);
  }

  private static Person person(ResultSet row) throws SQLException {
    var id = new UserId(row.getLong("user_id"));
    return row.getBoolean("person_belongs")
        ? new Person(id, row.getString("person_email"), row.getString("person_name"))
        : Person.gone(id);
  }

  private static @Nullable Person by(ResultSet row) throws SQLException {
    var id = Values.longOrNull(row, "by_id");
    if (id == null) {
      return null;
    }
    return row.getBoolean("by_belongs")
        ? new Person(new UserId(id), row.getString("by_email"), row.getString("by_name"))
        : Person.gone(new UserId(id));
  }

  /** Of a row that has the columns of a grant besides, and the {@code event} of it. */
  static AssignmentRow assignment(ResultSet row) throws SQLException {
    return new AssignmentRow(
        new OrganizationId(row.getLong("organization_id")),
        new GrantId(Math.abs(row.getLong("event"))),
        row.getLong("event") > 0,
        person(row),
        Values.instant(row, "at"),
        Targets.read(row.getString("target"), row),
        new ProviderId(row.getLong("provider_id")),
        SourceKind.ofCode(row.getString("source")),
        new MappingId(row.getLong("mapping_id")),
        Groups.read(row),
        Recorders.read(row),
        by(row),
        row.getString("reason"));
  }
}
