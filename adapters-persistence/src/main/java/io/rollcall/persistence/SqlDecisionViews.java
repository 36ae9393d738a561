package io.rollcall.persistence;

import io.rollcall.application.port.DecisionViews;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Project;
import io.rollcall.domain.organization.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything by its key, and all of it in one flight. */
@ApplicationScoped
@Transactional(Transactional.TxType.SUPPORTS)
class SqlDecisionViews implements DecisionViews {
  private static final String ORGANIZATION =
      "select " + OrganizationRows.COLUMNS + "\nfrom organization o where o.id = ?";

  private static final String SUBJECT =
      "m.user_id, m.role, m.entitled_role, m.rule, m.seated, u.email, "
          + MembershipRows.ACCESS_COLUMNS;

  /** The people are found once, so that each of the rows is looked up by its key. */
  private static final String SUBJECTS =
      "select "
          + SUBJECT
          + """

          from membership m join app_user u on u.id = m.user_id
          where m.organization_id = ? and m.deleted_at is null and m.user_id = any (array(
            select unnest(?::bigint[]) union all select a.id from app_user a where a.email = any (?)))""";

  private static final String WORKSPACE =
      """
      select w.organization_id, w.id, w.title, w.description, w.color, w.is_archived, w.is_personal, w.created_by,
        w.created_at
      from workspace w where w.organization_id = ?""";

  private static final String PROJECT =
      "select " + ProjectRows.COLUMNS + "\nfrom project p where p.organization_id = ?";

  private static final String MEMBERS =
      "select "
          + SUBJECT
          + """

          from (select m.organization_id, m.user_id from membership m
            where m.organization_id = ? and m.deleted_at is null and m.role = any (?) and m.user_id > ?
            %s
            order by m.user_id limit %d) page
          join membership m on m.organization_id = page.organization_id and m.user_id = page.user_id
          join app_user u on u.id = m.user_id
          order by m.user_id""";

  /** Wider than the rule, which decides afterwards. */
  private static final String NEAR =
      """
      and (m.role in ('OW', 'AD', 'MA')
        or exists (select from project_member c
          where c.organization_id = m.organization_id and c.project_id = ? and c.user_id = m.user_id)
        or exists (select from project p
          join workspace_member w on w.organization_id = p.organization_id and w.workspace_id = p.workspace_id
          where p.organization_id = m.organization_id and p.id = ? and w.user_id = m.user_id))""";

  private final Tenancy tenancy;

  SqlDecisionViews(Tenancy tenancy) {
    this.tenancy = tenancy;
  }

  @Override
  public Optional<Facts> facts(Wanted wanted) {
    long id = wanted.organization().value();
    var flight = tenancy.flight(wanted.organization());
    var organization = flight.query(ORGANIZATION, OrganizationRows::read, id);
    var subjects =
        flight.query(
            SUBJECTS,
            SqlDecisionViews::subject,
            id,
            Values.ids(wanted.people(), UserId::value),
            Values.texts(wanted.addresses().stream().map(EmailAddress::value).toList()));
    var workspaces =
        wanted.workspaces().isEmpty()
            ? null
            : flight.query(
                WORKSPACE + " and w.id = any (?)",
                SqlDecisionViews::workspace,
                id,
                Values.ids(wanted.workspaces(), WorkspaceId::value));
    var projects =
        wanted.projects().isEmpty()
            ? null
            : flight.query(
                PROJECT + " and p.id = any (?)",
                ProjectRows::read,
                id,
                Values.ids(wanted.projects(), ProjectId::value));
    flight.send();
    return organization
        .first()
        .map(
            found ->
                new Facts(
                    found,
                    by(subjects.all(), subject -> subject.standing().user()),
                    workspaces == null ? Map.of() : by(workspaces.all(), Workspace::id),
                    projects == null ? Map.of() : by(projects.all(), Project::id)));
  }

  private static <K, T> Map<K, T> by(Collection<T> all, Function<T, K> key) {
    return all.stream().collect(Collectors.toMap(key, Function.identity(), (one, same) -> one));
  }

  private static Subject subject(ResultSet row) throws SQLException {
    return new Subject(
        MembershipRows.standing(row), MembershipRows.rule(row), row.getString("email"));
  }

  private static Workspace workspace(ResultSet row) throws SQLException {
    return new Workspace(
        new WorkspaceId(row.getLong("id")),
        new OrganizationId(row.getLong("organization_id")),
        row.getString("title"),
        row.getString("description"),
        row.getString("color"),
        row.getBoolean("is_archived"),
        row.getBoolean("is_personal"),
        new UserId(row.getLong("created_by")),
        Values.instant(row, "created_at"));
  }

  @Override
  public List<Subject> members(
      OrganizationId organization, Set<Role> roles, Optional<ProjectId> near, Window window) {
    var sql = MEMBERS.formatted(near.isPresent() ? NEAR : "", window.size());
    var codes = Values.texts(roles.stream().map(Role::code).sorted().toList());
    return near.map(
            project ->
                tenancy.list(
                    organization,
                    sql,
                    SqlDecisionViews::subject,
                    organization.value(),
                    codes,
                    window.after(),
                    project.value(),
                    project.value()))
        .orElseGet(
            () ->
                tenancy.list(
                    organization,
                    sql,
                    SqlDecisionViews::subject,
                    organization.value(),
                    codes,
                    window.after()));
  }

  @Override
  public List<Workspace> workspaces(OrganizationId organization, Window window) {
    return tenancy.list(
        organization,
        WORKSPACE + " and w.id > ? order by w.id limit " + window.size(),
        SqlDecisionViews::workspace,
        organization.value(),
        window.after());
  }

  @Override
  public List<Project> projects(OrganizationId organization, Window window) {
    return tenancy.list(
        organization,
        PROJECT + " and p.id > ? order by p.id limit " + window.size(),
        ProjectRows::read,
        organization.value(),
        window.after());
  }
}
