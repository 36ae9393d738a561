package io.rollcall.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.ProjectViews;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.GrantId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.SourceKind;
import io.rollcall.domain.organization.Project;
import io.rollcall.domain.organization.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Projects from one projection. */
@ApplicationScoped
@Transactional
class SqlProjectViews implements ProjectViews {
  private static final ObjectMapper JSON =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
  private static final TypeReference<List<Person>> PEOPLE = new TypeReference<>() {};

  /** The first parameter is how many members to tell. */
  private static final String ROW =
      "select "
          + ProjectRows.COLUMNS
          + """
          , u.email, u.username, u.first_name, u.last_name,
            w.title as workspace_title, w.description as workspace_description, w.color as workspace_color,
            w.is_archived, w.is_personal, w.created_by as workspace_created_by, w.created_at as workspace_created_at,
            (select count(*) from project_member c
              where c.organization_id = p.organization_id and c.project_id = p.id) as members_count,
            (select coalesce(jsonb_agg(f order by f.id), '[]')
              from (select m.id, m.email, m.username, m.first_name, m.last_name
                from project_member c join app_user m on m.id = c.user_id
                where c.organization_id = p.organization_id and c.project_id = p.id
                order by c.user_id limit ?) f) as members
          from project p
          join app_user u on u.id = p.created_by
          left join workspace w on w.organization_id = p.organization_id and w.id = p.workspace_id
          """;

  private static final String ONE = ROW + "where p.organization_id = ? and p.id = ?";

  private final Tenancy tenancy;

  SqlProjectViews(Tenancy tenancy) {
    this.tenancy = tenancy;
  }

  @Override
  public Page<ProjectRow> projects(Query query) {
    var filter = new ProjectFilter(query);
    var values = new ArrayList<@Nullable Object>();
    values.add(query.members());
    values.addAll(filter.values());
    values.add(query.page().size());
    values.add(query.page().offset());
    var flight = tenancy.flight(query.organization());
    var total =
        flight.query(
            "select count(*) " + filter.from(), row -> row.getLong(1), filter.values().toArray());
    var rows =
        flight.query(
            ROW
                + "where "
                + filter.conditions()
                + "\norder by "
                + order(query.ordering(), query.descending())
                + " limit ? offset ?",
            SqlProjectViews::read,
            values.toArray());
    flight.send();
    return new Page<>(rows.all(), total.first().orElse(0L));
  }

  private static String order(Ordering ordering, boolean descending) {
    var direction = descending ? " desc" : "";
    var ties = ", p.id" + direction;
    return switch (ordering) {
      case ID -> "p.id" + direction;
      case TITLE -> "lower(p.title)" + direction + ties;
      case CREATED -> "p.created_at" + direction + ties;
    };
  }

  @Override
  public Optional<ProjectRow> project(OrganizationId organization, ProjectId project, int members) {
    return tenancy.first(
        organization, ONE, SqlProjectViews::read, members, organization.value(), project.value());
  }

  /** The oldest of the grants that give what somebody has in a project {@code p}. */
  private static final String PLACED =
      """
      select distinct on (p.project_id, p.user_id) g.id, p.project_id, p.user_id, p.role, g.source
      from project_member p
      join organization o on o.id = p.organization_id
      join access_grant g on g.organization_id = p.organization_id and g.user_id = p.user_id
        and g.project_id = p.project_id and g.project_role = p.role and g.until is null
        and (g.source <> 'manual' or o.manual_project_member_management)
      where p.organization_id = ? and %s
      order by p.project_id, p.user_id, g.since, g.id""";

  private static final String A_ROLE = " and p.role <> 'Inherit'";

  @Override
  public Map<UserId, Placed> placed(
      OrganizationId organization, ProjectId project, Collection<UserId> people) {
    return tenancy
        .list(
            organization,
            PLACED.formatted("p.project_id = ? and p.user_id = any (?)"),
            SqlProjectViews::role,
            organization.value(),
            project.value(),
            Values.ids(people, UserId::value))
        .stream()
        .collect(Collectors.toMap(RoleRow::user, row -> new Placed(row.role(), row.source())));
  }

  @Override
  public List<RoleRow> roles(OrganizationId organization, ProjectId project) {
    return tenancy.list(
        organization,
        PLACED.formatted("p.project_id = ?" + A_ROLE),
        SqlProjectViews::role,
        organization.value(),
        project.value());
  }

  @Override
  public List<RoleRow> rolesOf(
      OrganizationId organization, UserId user, @Nullable Set<ProjectId> projects) {
    return tenancy.list(
        organization,
        PLACED.formatted("p.user_id = ? and (?::boolean or p.project_id = any (?))" + A_ROLE),
        SqlProjectViews::role,
        organization.value(),
        user.value(),
        projects == null,
        Values.ids(projects == null ? Set.of() : projects, ProjectId::value));
  }

  @Override
  public Optional<RoleRow> role(OrganizationId organization, GrantId id) {
    return tenancy.first(
        organization,
        PLACED.formatted("g.id = ?" + A_ROLE),
        SqlProjectViews::role,
        organization.value(),
        id.value());
  }

  private static RoleRow role(ResultSet row) throws SQLException {
    return new RoleRow(
        new GrantId(row.getLong("id")),
        new ProjectId(row.getLong("project_id")),
        new UserId(row.getLong("user_id")),
        Targets.projectRole(row.getString("role")),
        SourceKind.ofCode(row.getString("source")));
  }

  private static ProjectRow read(ResultSet row) throws SQLException {
    var project = ProjectRows.read(row);
    return new ProjectRow(
        project,
        workspace(row, project),
        new Person(
            project.createdBy().value(),
            row.getString("email"),
            row.getString("username"),
            row.getString("first_name"),
            row.getString("last_name")),
        people(row.getString("members")),
        row.getInt("members_count"));
  }

  private static @Nullable Workspace workspace(ResultSet row, Project project) throws SQLException {
    var id = project.workspace();
    return id == null
        ? null
        : new Workspace(
            id,
            project.organization(),
            row.getString("workspace_title"),
            row.getString("workspace_description"),
            row.getString("workspace_color"),
            row.getBoolean("is_archived"),
            row.getBoolean("is_personal"),
            new UserId(row.getLong("workspace_created_by")),
            Values.instant(row, "workspace_created_at"));
  }

  private static List<Person> people(String json) {
    try {
      return JSON.readValue(json, PEOPLE);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
