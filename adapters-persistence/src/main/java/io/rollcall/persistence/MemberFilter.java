package io.rollcall.persistence;

import io.rollcall.application.port.MemberViews.Ordering;
import io.rollcall.application.port.MemberViews.Query;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.SourceKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which members a query wants, as SQL about a membership {@code m} and, only where it must, its
 * user {@code u}: an index of memberships alone is what makes a page cheap.
 */
final class MemberFilter {
  private final StringBuilder conditions = new StringBuilder("m.organization_id = ?");
  private final List<@Nullable Object> values = new ArrayList<>();
  private final boolean everybody;
  private boolean users;

  MemberFilter(Query query) {
    values.add(query.organization().value());
    conditions.append(
        query.deleted() ? " and m.deleted_at is not null" : " and m.deleted_at is null");
    int always = conditions.length();
    search(query.search());
    anyOf("m.role", query.roles().stream().map(Role::code).toList());
    anyOf("m.source", query.sources().stream().map(SourceKind::code).toList());
    exclude(query);
    active(query);
    everybody = conditions.length() == always && !query.deleted();
  }

  private void search(String text) {
    if (!text.isBlank()) {
      users = true;
      and(SEARCHED + " ilike ?", "%" + escaped(text.strip()) + "%");
    }
  }

  /** What is searched; the index of it spells it the same. A line break is in no search text. */
  static final String SEARCHED =
      "(u.email || e'\\n' || u.username || e'\\n' || u.first_name || ' ' || u.last_name)";

  /** Without a special meaning for {@code like}. */
  static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  private void anyOf(String column, List<String> codes) {
    if (!codes.isEmpty()) {
      and(column + " = any (?)", (Object) Values.texts(codes));
    }
  }

  private void exclude(Query query) {
    if (query.excludeWorkspace() != null) {
      and(
          """
          not exists (select from workspace_member w
            where w.organization_id = m.organization_id and w.workspace_id = ? and w.user_id = m.user_id)""",
          query.excludeWorkspace());
    }
    if (query.excludeProject() != null) {
      and(
          """
          not exists (select from project_member p
            where p.organization_id = m.organization_id and p.project_id = ? and p.user_id = m.user_id)""",
          query.excludeProject());
      // Whoever is in a workspace is in all its projects.
      and(
          """
          not exists (select from project p
            join workspace_member w on w.organization_id = p.organization_id and w.workspace_id = p.workspace_id
            where p.organization_id = m.organization_id and p.id = ? and w.user_id = m.user_id)""",
          query.excludeProject());
    }
  }

  private void active(Query query) {
    if (query.activeFrom() != null) {
      users = true;
      and("u.last_activity >= ?", query.activeFrom());
    }
    if (query.activeTo() != null) {
      users = true;
      and("u.last_activity <= ?", query.activeTo());
    }
  }

  /** Goes on after this member, in the order of user ids. */
  void after(long user, boolean descending) {
    and(descending ? "m.user_id < ?" : "m.user_id > ?", user);
  }

  private void and(String condition, @Nullable Object value) {
    conditions.append("\n  and ").append(condition);
    values.add(value);
  }

  /** Whether it is simply everybody who belongs, whose number is kept. */
  boolean isEverybody() {
    return everybody;
  }

  /** A from and where clause; with the user when the filter or the ordering needs it. */
  String from(Ordering ordering) {
    boolean join =
        users
            || switch (ordering) {
              case USER_ID, ROLE, JOINED -> false;
              case EMAIL, NAME, LAST_ACTIVITY -> true;
            };
    return (join ? "from membership m join app_user u on u.id = m.user_id" : "from membership m")
        + "\nwhere "
        + conditions;
  }

  List<@Nullable Object> values() {
    return values;
  }
}
