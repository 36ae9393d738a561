package io.rollcall.persistence;

import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.MemberViews.MemberRow;
import io.rollcall.application.port.MemberViews.Ordering;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.SeatReportViews;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.GrantId;
import io.rollcall.domain.membership.SourceKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The page of members as their list has it, then the grants of all on it in one statement. */
@ApplicationScoped
@Transactional(Transactional.TxType.SUPPORTS)
class SqlSeatReportViews implements SeatReportViews {
  private static final String USAGE =
      "select o.member_count, o.seats_taken, o.seat_limit from organization o where o.id = ?";

  /** Where a grant leads, and the mapping it came by. */
  private static final String PLACES =
      """
      left join group_mapping gm on gm.organization_id = g.organization_id and gm.id = g.mapping_id
      left join workspace w on w.organization_id = g.organization_id and w.id = g.workspace_id
      left join workspace_member wm on wm.organization_id = g.organization_id and wm.workspace_id = g.workspace_id
        and wm.user_id = g.user_id
      left join project p on p.organization_id = g.organization_id and p.id = g.project_id
      left join project_member pm on pm.organization_id = g.organization_id and pm.project_id = g.project_id
        and pm.user_id = g.user_id""";

  private static final String ORPHANED =
      "g.mapping_id is not null and (gm.id is null or gm.removed_at is not null)";

  private static final String STALE =
      """
      exists (select from access_grant g
        %s
        where g.organization_id = m.organization_id and g.user_id = m.user_id and g.until is null
          and g.target <> 'workspace'
          and (%s or g.target = 'project' and pm.user_id is null))"""
          .formatted(PLACES, ORPHANED);

  private static final String ASSIGNMENTS =
      """
      select g.user_id, g.id, g.target, g.role, g.workspace_id, g.project_id, g.project_role, g.source, g.group_name,
        g.since, coalesce(w.title, p.title) as title, %s as orphaned,
        case when g.target = 'role' or wm.user_id is not null or pm.user_id is not null then m.id end as membership
      from access_grant g
      join membership m on m.organization_id = g.organization_id and m.user_id = g.user_id
      %s
      where g.organization_id = ? and g.user_id = any (?) and g.until is null
      order by g.user_id, g.id"""
          .formatted(ORPHANED, PLACES);

  private final Tenancy tenancy;

  SqlSeatReportViews(Tenancy tenancy) {
    this.tenancy = tenancy;
  }

  private record Kept(int members, Usage usage) {
    static Kept read(ResultSet row) throws SQLException {
      return new Kept(
          row.getInt("member_count"),
          new Usage(Values.intOrNull(row, "seat_limit"), row.getInt("seats_taken")));
    }
  }

  private record Given(long user, Assignment assignment) {
    static Given read(ResultSet row) throws SQLException {
      return new Given(
          row.getLong("user_id"),
          new Assignment(
              new GrantId(row.getLong("id")),
              Targets.read(row.getString("target"), row),
              row.getString("title"),
              SourceKind.ofCode(row.getString("source")),
              row.getString("group_name"),
              Values.instant(row, "since"),
              Values.longOrNull(row, "membership"),
              row.getBoolean("orphaned")));
    }
  }

  @Override
  public Report report(Query query) {
    long id = query.organization().value();
    var filter = filter(query);
    var flight = tenancy.flight(query.organization());
    var kept = flight.query(USAGE, Kept::read, id);
    var total =
        filter.isEverybody()
            ? null
            : flight.query(
                "select count(*) " + filter.from(Ordering.USER_ID),
                row -> row.getLong(1),
                filter.values().toArray());
    var rows = page(flight, query);
    flight.send();
    var seats = kept.first().orElseThrow();
    var given = given(query.organization(), rows.all());
    return new Report(
        new Page<>(
            rows.all().stream()
                .map(row -> new Seat(row, given.getOrDefault(row.userId(), List.of())))
                .toList(),
            total == null ? seats.members() : total.first().orElse(0L)),
        seats.usage());
  }

  private static Flight.Rows<MemberRow> page(Flight flight, Query query) {
    var page =
        MemberPage.of(
            new MemberViews.Query(
                query.organization(),
                query.filter(),
                query.ordering(),
                query.descending(),
                query.page()),
            filter(query));
    return flight.query(page.sql(), MemberRows::read, page.values().toArray());
  }

  private static MemberFilter filter(Query query) {
    var filter = new MemberFilter(query.organization(), query.filter());
    if (query.email() != null) {
      filter.andOfUser("u.email = ?", query.email());
    }
    if (query.stale() != null) {
      filter.also(query.stale() ? STALE : "not " + STALE);
    }
    return filter;
  }

  private Map<Long, List<Assignment>> given(OrganizationId organization, List<MemberRow> members) {
    var given = new HashMap<Long, List<Assignment>>();
    if (!members.isEmpty()) {
      tenancy
          .list(
              organization,
              ASSIGNMENTS,
              Given::read,
              organization.value(),
              Values.ids(members, MemberRow::userId))
          .forEach(
              one ->
                  given
                      .computeIfAbsent(one.user(), user -> new ArrayList<>())
                      .add(one.assignment()));
    }
    return given;
  }
}
