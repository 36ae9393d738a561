package io.rollcall.persistence;

import io.rollcall.application.port.ActivityViews;
import io.rollcall.domain.identity.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The activity log by its indexes, which hold the order, too. What no index knows, a part of a text
 * or the method, is looked for among the first {@link ActivityViews#WINDOW} of the rest.
 */
@ApplicationScoped
@Transactional
class SqlActivityViews implements ActivityViews {
  private static final String KEPT_COUNT =
      "select c.entries from activity_count c where c.organization_id = ?";

  private final Tenancy tenancy;

  SqlActivityViews(Tenancy tenancy) {
    this.tenancy = tenancy;
  }

  @Override
  public Found find(Query query) {
    var flight = tenancy.flight(query.organization());
    var total = flight.query(KEPT_COUNT, row -> row.getLong(1), query.organization().value());
    var count = count(query);
    var filtered =
        count.isEmpty()
            ? total
            : flight.query(count.get().sql(), row -> row.getLong(1), count.get().bound());
    var page = page(query);
    var rows = flight.query(page.sql(), SqlActivityViews::read, page.bound());
    flight.send();
    return new Found(rows.all(), filtered.first().orElse(0L), total.first().orElse(0L));
  }

  record Statement(String sql, List<@Nullable Object> values) {
    @Nullable Object[] bound() {
      return values.toArray();
    }
  }

  static Statement page(Query query) {
    var indexed = new Conditions(query.organization(), query.filter());
    var searched = Conditions.ofTexts(query.filter());
    var values = new ArrayList<@Nullable Object>(indexed.values);
    values.addAll(searched.values);
    values.add(query.page().offset());
    return new Statement(
        "select a.* from %s order by %s limit %d offset ?"
            .formatted(
                window(indexed, searched, query.oldestFirst()),
                order(query.oldestFirst()),
                query.page().size()),
        values);
  }

  /** How many match; nothing when all do, which is a kept count. */
  static Optional<Statement> count(Query query) {
    var indexed = new Conditions(query.organization(), query.filter());
    var searched = Conditions.ofTexts(query.filter());
    if (indexed.isEverything() && searched.isEverything()) {
      return Optional.empty();
    }
    var values = new ArrayList<@Nullable Object>(indexed.values);
    values.addAll(searched.values);
    return Optional.of(
        new Statement(
            "select count(*) from (select 1 from %s limit %d) counted"
                .formatted(window(indexed, searched, query.oldestFirst()), WINDOW),
            values));
  }

  private static String window(Conditions indexed, Conditions searched, boolean oldestFirst) {
    return searched.isEverything()
        ? "activity a where " + indexed
        : "(select * from activity a where %s order by %s limit %d) a where %s"
            .formatted(indexed, order(oldestFirst), WINDOW, searched);
  }

  private static String order(boolean oldestFirst) {
    return oldestFirst ? "a.at, a.id" : "a.at desc, a.id desc";
  }

  @Override
  public List<Row> after(Query query, @Nullable Key last, int most) {
    var conditions = new Conditions(query.organization(), query.filter());
    if (last != null) {
      conditions.and(
          query.oldestFirst() ? "(a.at, a.id) > (?, ?)" : "(a.at, a.id) < (?, ?)",
          last.at(),
          last.id());
    }
    conditions.texts(query.filter());
    return tenancy.list(
        query.organization(),
        "select a.* from activity a where %s order by %s limit %d"
            .formatted(conditions, order(query.oldestFirst()), most),
        SqlActivityViews::read,
        conditions.values.toArray());
  }

  private static Row read(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("id"),
        row.getLong("organization_id"),
        Values.instant(row, "at"),
        row.getInt("duration_ms"),
        Values.intOrNull(row, "status"),
        row.getString("method"),
        row.getString("path"),
        row.getLong("user_id"),
        row.getString("email"),
        row.getString("credential"),
        Values.longOrNull(row, "credential_id"),
        row.getString("address"),
        row.getString("user_agent"),
        row.getString("referer"),
        Values.longOrNull(row, "workspace_owner"),
        Values.longOrNull(row, "workspace_id"),
        Values.longOrNull(row, "project_id"),
        row.getString("extra"));
  }

  /** About an activity {@code a}. */
  private static final class Conditions {
    private final StringBuilder sql = new StringBuilder();
    private final List<@Nullable Object> values = new ArrayList<>();
    private final int always;

    private Conditions() {
      this.always = 0;
    }

    /** Those that an index answers. */
    Conditions(OrganizationId organization, Filter filter) {
      and("a.organization_id = ?", organization.value());
      this.always = sql.length();
      equal("a.user_id", filter.user() == null ? null : filter.user().value());
      equal("a.project_id", filter.project() == null ? null : filter.project().value());
      equal("a.workspace_id", filter.workspace() == null ? null : filter.workspace().value());
      moment("a.at >= ?", filter.from());
      moment("a.at < ?", filter.before());
    }

    /** Those that have to read rows. */
    static Conditions ofTexts(Filter filter) {
      var conditions = new Conditions();
      conditions.texts(filter);
      return conditions;
    }

    void texts(Filter filter) {
      if (!filter.method().isEmpty()) {
        and("a.method = ?", filter.method());
      }
      if (!filter.search().isEmpty()) {
        var part = filter.search().toLowerCase(Locale.ROOT);
        and("(position(? in lower(a.path)) > 0 or position(? in lower(a.email)) > 0)", part, part);
      }
    }

    private void equal(String column, @Nullable Long value) {
      if (value != null) {
        and(column + " = ?", value);
      }
    }

    private void moment(String condition, @Nullable Instant value) {
      if (value != null) {
        and(condition, value);
      }
    }

    void and(String condition, Object... bound) {
      sql.append(sql.isEmpty() ? "" : " and ").append(condition);
      values.addAll(List.of(bound));
    }

    boolean isEverything() {
      return sql.length() == always;
    }

    @Override
    public String toString() {
      return sql.toString();
    }
  }
}
