package io.rollcall.persistence;

import io.rollcall.application.port.MemberViews.Filter;
import io.rollcall.application.port.MemberViews.Ordering;
import io.rollcall.application.port.MemberViews.Within;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.SourceKind;
import io.rollcall.domain.organization.MemberTagId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which members a query wants, as SQL about a membership {@code m} and, only where it must, its
 * user {@code u}: an index of memberships alone is what makes a page cheap.
 */
final class MemberFilter {
  /** Those whom the search index names; each is then looked up by key, however many it may be. */
  private static final String BY_INDEX =
      """
      (select t.user_id from search_text t where t.text ilike ? union select p.user_id from search_pending p) named
      cross join lateral (
        select m.* from membership m where m.organization_id = ? and m.user_id = named.user_id offset 0) m""";

  /** What trigrams are taken of: without three letters or digits in a row there is none. */
  private static final Pattern INDEXED = Pattern.compile("[\\p{L}\\p{N}]{3}");

  private final StringBuilder conditions = new StringBuilder("m.organization_id = ?");
  private final List<@Nullable Object> named = new ArrayList<>();
  private final List<@Nullable Object> values = new ArrayList<>();
  private boolean everybody;
  private @Nullable MemberTagId oneTag;
  private boolean users;

  /** For a page: what is left out is looked up row by row, since few rows are read. */
  MemberFilter(OrganizationId organization, Filter filter) {
    this(organization, filter, false);
  }

  /**
   * @param whole whether all rows are read, so that what is left out is better read once
   */
  MemberFilter(OrganizationId organization, Filter filter, boolean whole) {
    values.add(organization.value());
    conditions.append(
        filter.traits().deleted() ? " and m.deleted_at is not null" : " and m.deleted_at is null");
    int always = conditions.length();
    search(organization, filter.traits().search());
    anyOf("m.role", filter.traits().roles().stream().map(Role::code).toList());
    anyOf("m.source", filter.traits().sources().stream().map(SourceKind::code).toList());
    exclude(organization, filter, whole);
    active(filter);
    within(filter.within());
    choose(filter);
    boolean whoeverBelongs = conditions.length() == always && !filter.traits().deleted();
    var tags = filter.traits().tags();
    tagged(tags);
    everybody = whoeverBelongs && tags.isEmpty();
    oneTag = whoeverBelongs && tags.size() == 1 ? tags.iterator().next() : null;
  }

  private void within(@Nullable Within place) {
    switch (place) {
      case null -> {}
      case Within.OfWorkspace in -> and(IN_WORKSPACE, in.workspace().value());
      case Within.OfProject in -> {
        long project = in.project().value();
        if (in.implicit() == null) {
          and("(" + PUT_THERE + " or " + BY_WORKSPACE + ")", project);
          values.add(project);
        } else if (in.implicit()) {
          and(BY_WORKSPACE, project);
          and("not " + PUT_THERE, project);
        } else {
          and(PUT_THERE, project);
        }
      }
    }
  }

  // Each looks one row up by its key, or is read once and hashed, as PostgreSQL finds cheaper; a
  // condition that is true
  // of a list (in, not in) and names the member's organization would be read anew for every member.

  private static final String IN_WORKSPACE =
      """
      exists (select from workspace_member w
        where w.organization_id = m.organization_id and w.workspace_id = ? and w.user_id = m.user_id)""";

  private static final String PUT_THERE =
      """
      exists (select from project_member p
        where p.organization_id = m.organization_id and p.project_id = ? and p.user_id = m.user_id)""";

  /** Whoever is in a workspace is in all its projects. */
  private static final String BY_WORKSPACE =
      """
      exists (select from project p
        join workspace_member w on w.organization_id = p.organization_id and w.workspace_id = p.workspace_id
        where p.organization_id = m.organization_id and p.id = ? and w.user_id = m.user_id)""";

  private static final String OUTSIDE_PROJECT =
      """
      m.user_id not in (select p.user_id from project_member p
          where p.organization_id = ? and p.project_id = ?
        union all select w.user_id from project p
          join workspace_member w on w.organization_id = p.organization_id and w.workspace_id = p.workspace_id
          where p.organization_id = ? and p.id = ?)""";

  private void tagged(Set<MemberTagId> tags) {
    if (!tags.isEmpty()) {
      and(
          """
          exists (select from member_tag_assignment a
            where a.organization_id = m.organization_id and a.user_id = m.user_id and a.tag_id = any (?))""",
          (Object) Values.ids(tags, MemberTagId::value));
    }
  }

  private void choose(Filter filter) {
    var only = filter.only();
    if (only != null) {
      and("m.user_id = any (?)", (Object) Values.ids(only, UserId::value));
    }
    if (!filter.except().isEmpty()) {
      and(
          "m.user_id not in (select unnest(?::bigint[]))",
          Values.ids(filter.except(), UserId::value));
    }
  }

  /** The index may be a moment behind, and so only says whom to look at. */
  private void search(OrganizationId organization, String text) {
    if (text.isBlank()) {
      return;
    }
    var pattern = "%" + escaped(text.strip()) + "%";
    users = true;
    and(SEARCHED + " ilike ?", pattern);
    if (INDEXED.matcher(text).find()) {
      named.add(pattern);
      named.add(organization.value());
    }
  }

  /** What is searched; {@code index_search_text} spells it the same. A line break is in no text. */
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

  private void exclude(OrganizationId organization, Filter filter, boolean whole) {
    if (filter.excludeWorkspace() != null && whole) {
      and(
          """
          m.user_id not in (select w.user_id from workspace_member w
            where w.organization_id = ? and w.workspace_id = ?)""",
          organization.value());
      values.add(filter.excludeWorkspace());
    } else if (filter.excludeWorkspace() != null) {
      and("not " + IN_WORKSPACE, filter.excludeWorkspace());
    }
    if (filter.excludeProject() != null && whole) {
      and(OUTSIDE_PROJECT, organization.value());
      values.add(filter.excludeProject());
      values.add(organization.value());
      values.add(filter.excludeProject());
    } else if (filter.excludeProject() != null) {
      and("not " + PUT_THERE, filter.excludeProject());
      and("not " + BY_WORKSPACE, filter.excludeProject());
    }
  }

  private void active(Filter filter) {
    if (filter.traits().activeFrom() != null) {
      users = true;
      and("u.last_activity >= ?", filter.traits().activeFrom());
    }
    if (filter.traits().activeTo() != null) {
      users = true;
      and("u.last_activity <= ?", filter.traits().activeTo());
    }
  }

  /** Narrows it by something about the user {@code u}. */
  void andOfUser(String condition, Object value) {
    users = true;
    everybody = false;
    oneTag = null;
    and(condition, value);
  }

  /** Narrows it by a condition without a value. */
  void also(String condition) {
    everybody = false;
    oneTag = null;
    conditions.append("\n  and ").append(condition);
  }

  /** Goes on after this member, in the order of user ids. */
  void after(long user, boolean descending) {
    and(descending ? "m.user_id < ?" : "m.user_id > ?", user);
  }

  /** Begins with the user id that a column says, in the order of user ids. */
  void beginAt(String column) {
    conditions.append("\n  and m.user_id >= ").append(column);
  }

  private void and(String condition, @Nullable Object value) {
    conditions.append("\n  and ").append(condition);
    values.add(value);
  }

  /** Whether it is simply everybody who belongs, whose number is kept. */
  boolean isEverybody() {
    return everybody;
  }

  /** The tag, if it is simply everybody who belongs and has that one, whose number is kept. */
  @Nullable MemberTagId oneTag() {
    return oneTag;
  }

  /** A from and where clause; with the user when the filter or the ordering needs it. */
  String from(Ordering ordering) {
    boolean join =
        users
            || switch (ordering) {
              case USER_ID, ROLE, JOINED -> false;
              case EMAIL, NAME, LAST_ACTIVITY -> true;
            };
    return "from "
        + (named.isEmpty() ? "membership m" : BY_INDEX)
        + (join ? " join app_user u on u.id = m.user_id" : "")
        + "\nwhere "
        + conditions;
  }

  List<@Nullable Object> values() {
    var all = new ArrayList<@Nullable Object>(named);
    all.addAll(values);
    return all;
  }
}
