package io.rollcall.persistence;

import io.rollcall.application.port.HistoryViews;
import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.MemberViews.MemberRow;
import io.rollcall.application.port.MemberViews.Ordering;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.SourceKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of members up to a change: for each who ever belonged, their last change until then, one
 * look-up by the key.
 */
final class PastMembers {
  private static final String FROM =
      """
      from membership m
      cross join lateral (
        select h.* from membership_history h
        where h.organization_id = m.organization_id and h.user_id = m.user_id and h.number <= ?
        order by h.number desc limit 1) past""";

  /** How many belonged is kept with each change. */
  private static final String KEPT_COUNT =
      "select h.members from membership_history h where h.organization_id = ? and h.number = ?";

  private static final String PAGE =
      "select "
          + MemberRows.COLUMNS
          + """
          , page.role_after, page.rule_after, page.source_after, page.left_at
          from (select m.organization_id, m.user_id, past.role_after, past.rule_after, past.source_after,
              case when past.deleted_after then past.at end as left_at
            %s order by %s limit %d offset ?) page
          join membership m on m.organization_id = page.organization_id and m.user_id = page.user_id
          join app_user u on u.id = m.user_id
          order by %s""";

  private final MemberViews.Query query;
  private final long last;
  private final StringBuilder conditions = new StringBuilder("m.organization_id = ?");
  private final List<@Nullable Object> values = new ArrayList<>();
  private final boolean everybody;
  private boolean users;

  /**
   * @param last the number of the last change that counts
   */
  PastMembers(MemberViews.Query query, long last) {
    this.query = query;
    this.last = last;
    var filter = query.filter();
    var traits = filter.traits();
    HistoryViews.requireKept(filter);
    values.add(last);
    values.add(query.organization().value());
    conditions.append(traits.deleted() ? " and past.deleted_after" : " and not past.deleted_after");
    int always = conditions.length();
    if (!traits.search().isBlank()) {
      users = true;
      and(
          MemberFilter.SEARCHED + " ilike ?",
          "%" + MemberFilter.escaped(traits.search().strip()) + "%");
    }
    if (!traits.roles().isEmpty()) {
      and(
          "past.role_after = any (?)",
          (Object) Values.texts(traits.roles().stream().map(Role::code).toList()));
    }
    if (!traits.sources().isEmpty()) {
      and(
          "past.source_after = any (?)",
          (Object) Values.texts(traits.sources().stream().map(SourceKind::code).toList()));
    }
    if (filter.excludeWorkspace() != null) {
      and("coalesce(? <> all (past.workspaces_after), true)", filter.excludeWorkspace());
    }
    var only = filter.only();
    if (only != null) {
      and("m.user_id = any (?)", (Object) Values.ids(only, UserId::value));
    }
    if (!filter.except().isEmpty()) {
      and("m.user_id <> all (?)", (Object) Values.ids(filter.except(), UserId::value));
    }
    everybody = conditions.length() == always && !traits.deleted();
  }

  private void and(String condition, @Nullable Object value) {
    conditions.append("\n  and ").append(condition);
    values.add(value);
  }

  private String from(boolean withUsers) {
    return FROM
        + (withUsers ? "\njoin app_user u on u.id = m.user_id" : "")
        + "\nwhere "
        + conditions;
  }

  String count() {
    return everybody ? KEPT_COUNT : "select count(*) " + from(users);
  }

  @Nullable Object[] countValues() {
    return everybody ? new Object[] {query.organization().value(), last} : values.toArray();
  }

  String page() {
    var after = after();
    var keyed = after == null ? "" : "\n  and m.user_id " + (query.descending() ? "< ?" : "> ?");
    return PAGE.formatted(
        from(users || isByUser()) + keyed,
        order("past.role_after"),
        query.page().size(),
        order("page.role_after"));
  }

  @Nullable Object[] pageValues() {
    var all = new ArrayList<@Nullable Object>(values);
    var after = after();
    if (after != null) {
      all.add(after);
    }
    all.add(after == null ? query.page().offset() : 0L);
    return all.toArray();
  }

  private @Nullable Long after() {
    return query.ordering() == Ordering.USER_ID ? query.page().after() : null;
  }

  private boolean isByUser() {
    return query.ordering() == Ordering.EMAIL || query.ordering() == Ordering.NAME;
  }

  private String order(String role) {
    var direction = query.descending() ? " desc" : "";
    var ties = ", m.user_id" + direction;
    return switch (query.ordering()) {
      case USER_ID -> "m.user_id" + direction;
      case EMAIL -> "u.email" + direction + ties;
      case NAME -> "lower(u.first_name)" + direction + ", lower(u.last_name)" + direction + ties;
      case ROLE ->
          "array_position(array['DI', 'NO', 'VO', 'AN', 'RE', 'MA', 'AD', 'OW'], %s)"
                  .formatted(role)
              + direction
              + ties;
      case LAST_ACTIVITY, JOINED -> throw new IllegalArgumentException("nothing is kept of it");
    };
  }

  static MemberRow read(ResultSet row) throws SQLException {
    return MemberRows.read(row)
        .as(
            Targets.role(row.getString("role_after")),
            Rule.ofCode(row.getString("rule_after")).orElseThrow(),
            SourceKind.ofCode(row.getString("source_after")),
            Values.instantOrNull(row, "left_at"));
  }
}
