package io.rollcall.persistence;

import io.rollcall.application.port.ProjectViews.Query;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which projects a query wants, as SQL about a project {@code p} and its workspace {@code w}. */
final class ProjectFilter {
  /**
   * What {@code Project.isVisibleTo} says; the contract of the view holds the two together. The
   * viewer's explicit role here comes first and then the access they have without one.
   */
  private static final String VISIBLE =
      """
      case when ?::boolean then true
        else coalesce(
          (select c.role = 'Manager' or (c.role = 'Inherit' and ?::boolean) or p.is_published
            from project_member c
            where c.organization_id = p.organization_id and c.project_id = p.id and c.user_id = ?),
          (?::boolean or (?::boolean and p.created_by = ?) or p.workspace_id = any (?))
            and (?::boolean or p.is_published),
          false)
      end""";

  private final StringBuilder conditions = new StringBuilder("p.organization_id = ?");
  private final List<@Nullable Object> values = new ArrayList<>();

  ProjectFilter(Query query) {
    values.add(query.organization().value());
    visible(query.viewer());
    var ids = query.ids();
    if (ids != null) {
      and("p.id = any (?)", (Object) Values.ids(ids, ProjectId::value));
    }
    if (!query.workspaces().isEmpty()) {
      and("p.workspace_id = any (?)", (Object) Values.ids(query.workspaces(), WorkspaceId::value));
    }
    if (query.archived() != null) {
      and("coalesce(w.is_archived, false) = ?", query.archived());
    }
    if (!query.states().isEmpty()) {
      and(STATE + " = any (?)", (Object) Values.texts(codes(query)));
    }
    contains("p.title", query.title());
    if (!query.search().isBlank()) {
      var part = "%" + MemberFilter.escaped(query.search().strip()) + "%";
      and("(p.title ilike ? or p.description ilike ?)", part, part);
    }
  }

  private static final String STATE =
      "case when p.is_published then 'published' when p.is_draft then 'draft' else 'unpublished' end";

  private static List<String> codes(Query query) {
    return query.states().stream().map(Codes::of).toList();
  }

  private void visible(Standing viewer) {
    boolean manager = viewer.role().isAtLeast(Role.MANAGER);
    if (!viewer.isActive()) {
      and("false");
      return;
    }
    and(
        VISIBLE,
        viewer.role() == Role.OWNER,
        manager,
        viewer.user().value(),
        viewer.role().isAtLeast(Role.ADMINISTRATOR),
        viewer.role() == Role.MANAGER,
        viewer.user().value(),
        Values.ids(viewer.workspaces(), WorkspaceId::value),
        manager);
  }

  private void contains(String column, String part) {
    if (!part.isBlank()) {
      and(column + " ilike ?", "%" + MemberFilter.escaped(part.strip()) + "%");
    }
  }

  private void and(String condition, @Nullable Object... parameters) {
    conditions.append("\n  and ").append(condition);
    for (var parameter : parameters) {
      values.add(parameter);
    }
  }

  String conditions() {
    return conditions.toString();
  }

  /** A from and where clause. */
  String from() {
    return """
        from project p
        left join workspace w on w.organization_id = p.organization_id and w.id = p.workspace_id
        where\s"""
        + conditions;
  }

  List<@Nullable Object> values() {
    return values;
  }
}
