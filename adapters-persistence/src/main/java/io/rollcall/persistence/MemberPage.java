package io.rollcall.persistence;

import io.rollcall.application.port.MemberViews.Ordering;
import io.rollcall.application.port.MemberViews.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of members as SQL. It is taken from memberships first and users are joined afterwards,
 * which is what keeps it cheap in a large organization; its size is a literal, so that the planner
 * knows how few rows it joins.
 *
 * <p>In the order of user ids a page costs the same however deep it lies: after a key it begins
 * there, and by its number the kept counts of {@link MemberRanges} say where it begins. Every other
 * page by number reads what lies before it.
 */
record MemberPage(String sql, List<@Nullable Object> values) {
  private static final String PAGE =
      "select "
          + MemberRows.COLUMNS
          + """

          from %s
          join app_user u on u.id = m.user_id
          order by %s""";

  /** The members that the filter lets through, in order, some of them skipped. */
  private static final String SOME =
      """
      (select m.* %s
        order by %s limit %d offset %s) m""";

  private static final String BY_RANGES =
      "member_page_start(?, ?) start cross join lateral " + SOME;

  static MemberPage of(Query query) {
    return of(query, new MemberFilter(query.organization(), query.filter()));
  }

  /**
   * @param filter that of the query, perhaps narrowed further
   */
  static MemberPage of(Query query, MemberFilter filter) {
    var after = query.ordering() == Ordering.USER_ID ? query.page().after() : null;
    if (after != null) {
      filter.after(after, query.descending());
    }
    if (after != null || query.page().number() == 1) {
      return new MemberPage(sql(SOME, query, filter, "0"), filter.values());
    }
    boolean ranges =
        query.ordering() == Ordering.USER_ID && !query.descending() && filter.isEverybody();
    return ranges ? byRanges(query, filter) : byOffset(query, filter);
  }

  private static MemberPage byRanges(Query query, MemberFilter filter) {
    filter.beginAt("start.first");
    var values = new ArrayList<@Nullable Object>();
    values.add(query.organization().value());
    values.add(query.page().offset());
    values.addAll(filter.values());
    return new MemberPage(sql(BY_RANGES, query, filter, "start.rest"), values);
  }

  private static MemberPage byOffset(Query query, MemberFilter filter) {
    var values = new ArrayList<@Nullable Object>(filter.values());
    values.add(query.page().offset());
    return new MemberPage(sql(SOME, query, filter, "?"), values);
  }

  private static String sql(String some, Query query, MemberFilter filter, String skipped) {
    var order = order(query.ordering(), query.descending());
    var page = some.formatted(filter.from(query.ordering()), order, query.page().size(), skipped);
    return PAGE.formatted(page, order);
  }

  private static String order(Ordering ordering, boolean descending) {
    var direction = descending ? " desc" : "";
    var ties = ", m.user_id" + direction;
    return switch (ordering) {
      case USER_ID -> "m.user_id" + direction;
      case EMAIL -> "u.email" + direction + ties;
      case NAME -> "lower(u.first_name)" + direction + ", lower(u.last_name)" + direction + ties;
      case ROLE ->
          "array_position(array['DI', 'NO', 'VO', 'AN', 'RE', 'MA', 'AD', 'OW'], m.role)"
              + direction
              + ties;
      case LAST_ACTIVITY -> "u.last_activity" + direction + ties;
      case JOINED -> "m.joined_at" + direction + ties;
    };
  }
}
