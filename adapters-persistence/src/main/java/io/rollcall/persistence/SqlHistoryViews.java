package io.rollcall.persistence;

import io.rollcall.application.port.HistoryViews;
import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.MemberViews.MemberRow;
import io.rollcall.application.port.Page;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.SourceKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The history by its numbers: first which of them a period holds, then the page. As with members,
 * the page is taken first and people are joined afterwards, and the size of the page is a literal.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.SUPPORTS)
class SqlHistoryViews implements HistoryViews {
  private static final String COUNT = "select o.history_count from organization o where o.id = ?";

  /** Conditions, direction, size; its last parameter says how many to skip. */
  static final String CHANGES =
      "select "
          + HistoryRows.COLUMNS
          + """

          from (select * from membership_history h
            where %s
            order by h.number %s limit %d offset ?) h
          """
          + HistoryRows.PEOPLE
          + "\norder by h.number %s";

  private static final String ASSIGNMENTS =
      "select "
          + HistoryRows.COLUMNS
          + """
          , h.event, g.target, g.role, g.workspace_id, g.project_id, g.project_role, g.source, g.provider_id,
            g.mapping_id, g.group_id, g.group_name, g.group_path
          from (
            select h.*, e.event, h.assigned - cardinality(h.assignments) + e.place as place
            from membership_history h cross join lateral unnest(h.assignments) with ordinality e(event, place)
            %s
            where %s
            order by h.number %s, e.place %s limit %d offset ?) h
          join access_grant g on g.organization_id = h.organization_id and g.user_id = h.user_id and g.id = abs(h.event)
          """
          + HistoryRows.PEOPLE
          + "\norder by h.place %s";

  private static final String GRANT =
      "join access_grant g on g.organization_id = h.organization_id and g.user_id = h.user_id and g.id = abs(e.event)";

  private static final String ASSIGNED =
      """
      select coalesce((select h.assigned from membership_history h where h.organization_id = ? and h.number = ?), 0)""";

  private final Tenancy tenancy;

  SqlHistoryViews(Tenancy tenancy) {
    this.tenancy = tenancy;
  }

  /**
   * The numbers of the changes in a period.
   *
   * @param last less than {@code first} when there are none
   */
  private record Numbers(long first, long last) {
    static Numbers read(ResultSet row) throws SQLException {
      return new Numbers(row.getLong("first"), row.getLong("last"));
    }

    long count() {
      return Math.max(0, last - first + 1);
    }

    /** Those on one page of them. */
    Numbers page(Page.Request page, boolean ascending) {
      return ascending
          ? new Numbers(
              first + page.offset(), Math.min(last, first + page.offset() + page.size() - 1))
          : new Numbers(
              Math.max(first, last - page.offset() - page.size() + 1), last - page.offset());
    }
  }

  private Numbers numbers(OrganizationId organization, Period period) {
    var values = new ArrayList<@Nullable Object>();
    long id = organization.value();
    if (period.since() != null) {
      values.add(id);
      values.add(period.since());
    }
    values.add(id);
    if (period.until() != null) {
      values.add(after(period.until()));
    }
    var sql =
        "select %s as first, %s as last"
            .formatted(
                period.since() == null ? "1" : "history_from(?, ?)",
                period.until() == null ? "(" + COUNT + ")" : "history_from(?, ?) - 1");
    return tenancy.first(organization, sql, Numbers::read, values.toArray()).orElseThrow();
  }

  /** The next moment that PostgreSQL can tell apart. */
  private static Instant after(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
  }

  @Override
  public Page<ChangeRow> changes(ChangeQuery query) {
    var numbers = numbers(query.organization(), query.period());
    var where = new Conditions(query.organization(), numbers);
    if (query.user() != null) {
      where.and("h.user_id = ?", query.user().value());
    }
    if (!query.sources().isEmpty()) {
      where.and(
          "h.source_after = any (?)",
          (Object) Values.texts(query.sources().stream().map(SourceKind::code).sorted().toList()));
    }
    if (query.workspace() != null) {
      long workspace = query.workspace().value();
      where.and("coalesce(? = any (h.workspaces_before), false)", workspace);
      where.orElse("<> coalesce(? = any (h.workspaces_after), false)", workspace);
    }
    var page = query.page();
    var after = page.after();
    var rows = new Conditions(where);
    if (after != null) {
      rows.and(query.oldestFirst() ? "h.number > ?" : "h.number < ?", after);
    } else if (!where.isFiltered()) {
      rows.within(numbers.page(page, query.oldestFirst()));
    }
    boolean counted = after == null && where.isFiltered();
    var order = query.oldestFirst() ? "asc" : "desc";
    return page(
        query.organization(),
        where.isFiltered() ? where : null,
        "from membership_history h",
        numbers.count(),
        CHANGES.formatted(rows.sql(), order, page.size(), order),
        HistoryRows::change,
        rows.values(counted ? page.offset() : 0));
  }

  /** One page, and how many there are where that has to be counted. */
  private <T> Page<T> page(
      OrganizationId organization,
      @Nullable Conditions counted,
      String from,
      long known,
      String sql,
      Flight.Row<T> row,
      @Nullable Object[] values) {
    var flight = tenancy.flight(organization);
    var total =
        counted == null
            ? null
            : flight.query(
                "select count(*) %s where %s".formatted(from, counted.sql()),
                found -> found.getLong(1),
                counted.values());
    var rows = flight.query(sql, row, values);
    flight.send();
    return new Page<>(rows.all(), total == null ? known : total.first().orElse(0L));
  }

  @Override
  public Page<AssignmentRow> assignments(AssignmentQuery query) {
    var organization = query.organization();
    var numbers = numbers(organization, query.period());
    var where = new Conditions(organization, numbers);
    where.and("h.assignments is not null");
    if (query.kind() != null) {
      where.and("g.target = ?", target(query.kind()));
    }
    if (query.group() != null) {
      where.and("g.group_name = ?", query.group());
    }
    boolean filtered = query.kind() != null || query.group() != null;
    var page = query.page();
    var assigned = filtered ? new Numbers(1, 0) : assigned(organization, numbers);
    var rows = new Conditions(where);
    if (!filtered) {
      var wanted = assigned.page(page, query.oldestFirst());
      rows.and("h.number >= history_of_assignment(?, ?)", organization.value(), wanted.first());
      rows.and("h.number <= history_of_assignment(?, ?)", organization.value(), wanted.last());
      rows.and(
          "h.assigned - cardinality(h.assignments) + e.place between ? and ?",
          wanted.first(),
          wanted.last());
    }
    var order = query.oldestFirst() ? "asc" : "desc";
    var grant = filtered ? GRANT : "";
    return page(
        organization,
        filtered ? where : null,
        "from membership_history h cross join lateral unnest(h.assignments) as e(event) " + GRANT,
        assigned.count(),
        ASSIGNMENTS.formatted(grant, rows.sql(), order, order, page.size(), order),
        HistoryRows::assignment,
        rows.values(filtered ? page.offset() : 0));
  }

  /** The assignments in these changes, counted from the first of the organization. */
  private Numbers assigned(OrganizationId organization, Numbers changes) {
    long id = organization.value();
    var flight = tenancy.flight(organization);
    var before = flight.query(ASSIGNED, row -> row.getLong(1), id, changes.first() - 1);
    var upTo = flight.query(ASSIGNED, row -> row.getLong(1), id, changes.last());
    flight.send();
    return new Numbers(before.first().orElse(0L) + 1, upTo.first().orElse(0L));
  }

  private static String target(Kind kind) {
    return switch (kind) {
      case ORGANIZATION -> "role";
      case WORKSPACE -> "workspace";
      case PROJECT -> "project";
    };
  }

  @Override
  public Page<MemberRow> members(MemberViews.Query query, Instant asOf) {
    var organization = query.organization();
    long last = numbers(organization, new Period(null, asOf)).last();
    var past = new PastMembers(query, last);
    var flight = tenancy.flight(organization);
    var total = flight.query(past.count(), row -> row.getLong(1), past.countValues());
    var rows = flight.query(past.page(), PastMembers::read, past.pageValues());
    flight.send();
    return new Page<>(rows.all(), total.first().orElse(0L));
  }

  /** Which rows of the history are wanted, as SQL about a row {@code h}. */
  private static final class Conditions {
    private final StringBuilder sql = new StringBuilder();
    private final List<@Nullable Object> values = new ArrayList<>();
    private boolean filtered;

    Conditions(OrganizationId organization, Numbers numbers) {
      sql.append("h.organization_id = ?");
      values.add(organization.value());
      within(numbers);
      filtered = false;
    }

    Conditions(Conditions other) {
      sql.append(other.sql);
      values.addAll(other.values);
      filtered = other.filtered;
    }

    void within(Numbers numbers) {
      and("h.number between ? and ?", numbers.first(), numbers.last());
    }

    void and(String condition, @Nullable Object... more) {
      sql.append("\n  and ").append(condition);
      values.addAll(java.util.Arrays.asList(more));
      filtered = true;
    }

    /** Goes on with the last condition. */
    void orElse(String rest, Object value) {
      sql.append(' ').append(rest);
      values.add(value);
    }

    boolean isFiltered() {
      return filtered;
    }

    String sql() {
      return sql.toString();
    }

    @Nullable Object[] values(Object... more) {
      var all = new ArrayList<@Nullable Object>(values);
      all.addAll(java.util.Arrays.asList(more));
      return all.toArray();
    }
  }
}
