package io.rollcall.persistence;

import io.rollcall.application.port.Page;
import io.rollcall.application.port.SyncRunRepository.AccessRow;
import io.rollcall.application.port.SyncRunRepository.ChangeRow;
import io.rollcall.application.port.SyncRunRepository.ProjectRow;
import io.rollcall.domain.federation.PlannedChange;
import io.rollcall.domain.federation.SyncProblem;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.SyncRunId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The plan of a run and its problems, as people read them. */
@ApplicationScoped
class PlanRows {
  private static final String OF_KINDS =
      "from sync_change c where c.organization_id = ? and c.run_id = ? and c.kind = any (?)";

  private static final String CHANGES =
      """
      select c.*, coalesce(c.email, u.email, '') as address, coalesce(c.username, u.username, '') as login,
        coalesce(c.first_name, u.first_name, '') as first, coalesce(c.last_name, u.last_name, '') as last
      from sync_change c left join app_user u on u.id = c.user_id
      where c.organization_id = ? and c.run_id = ? and c.kind = any (?)
      order by array_position(?, c.kind), address, c.position
      limit ? offset ?""";

  private final Tenancy tenancy;

  PlanRows(Tenancy tenancy) {
    this.tenancy = tenancy;
  }

  Page<ChangeRow> changes(
      OrganizationId organization,
      SyncRunId run,
      Set<PlannedChange.Kind> kinds,
      Page.Request page) {
    var wanted = codes(kinds);
    var flight = tenancy.flight(organization);
    var total =
        flight.query(
            "select count(*) " + OF_KINDS,
            row -> row.getLong(1),
            organization.value(),
            run.value(),
            wanted);
    var changes =
        flight.query(
            CHANGES,
            Change::read,
            organization.value(),
            run.value(),
            wanted,
            codes(Set.of()),
            page.size(),
            page.offset());
    flight.send();
    var titles = Titles.of(tenancy, organization, changes.all());
    return new Page<>(
        changes.all().stream().map(change -> change.titled(titles)).toList(),
        total.first().orElse(0L));
  }

  /** All kinds when none is named, in the order of their seriousness. */
  private static String[] codes(Set<PlannedChange.Kind> kinds) {
    return Arrays.stream(PlannedChange.Kind.values())
        .filter(kind -> kinds.isEmpty() || kinds.contains(kind))
        .map(PlannedChange.Kind::code)
        .toArray(String[]::new);
  }

  Page<SyncProblem> problems(OrganizationId organization, SyncRunId run, Page.Request page) {
    var flight = tenancy.flight(organization);
    var total =
        flight.query(
            "select count(*) from sync_problem p where p.organization_id = ? and p.run_id = ?",
            row -> row.getLong(1),
            organization.value(),
            run.value());
    var problems =
        flight.query(
            """
            select p.* from sync_problem p where p.organization_id = ? and p.run_id = ?
            order by p.position limit ? offset ?""",
            row ->
                new SyncProblem(
                    SyncProblem.Kind.ofCode(row.getString("kind")),
                    row.getString("dn"),
                    row.getString("name"),
                    row.getString("email"),
                    row.getString("detail")),
            organization.value(),
            run.value(),
            page.size(),
            page.offset());
    flight.send();
    return new Page<>(problems.all(), total.first().orElse(0L));
  }

  /** One row of a plan, with ids in place of titles. */
  private record Change(
      @Nullable Long user,
      String email,
      String name,
      PlannedChange.Kind kind,
      @Nullable Access before,
      Access after,
      String because) {
    static Change read(ResultSet row) throws SQLException {
      return new Change(
          row.getBoolean("new_user") ? null : row.getLong("user_id"),
          row.getString("address"),
          name(row),
          PlannedChange.Kind.valueOf(row.getString("kind").toUpperCase(java.util.Locale.ROOT)),
          row.getString("role_before") == null ? null : Access.read(row, "before"),
          Access.read(row, "after"),
          row.getString("because"));
    }

    private static String name(ResultSet row) throws SQLException {
      var name = (row.getString("first") + " " + row.getString("last")).strip();
      return name.isEmpty() ? row.getString("login") : name;
    }

    ChangeRow titled(Titles titles) {
      return new ChangeRow(
          user,
          email,
          name,
          kind,
          before == null ? null : before.titled(titles),
          after.titled(titles),
          because);
    }
  }

  private record Access(
      String role, List<Long> workspaces, List<Long> projects, List<String> projectRoles) {
    static Access read(ResultSet row, String when) throws SQLException {
      return new Access(
          row.getString("role_" + when),
          Values.longs(row, "workspaces_" + when),
          Values.longs(row, "projects_" + when),
          Values.strings(row, "project_roles_" + when));
    }

    AccessRow titled(Titles titles) {
      var rows = new ArrayList<ProjectRow>();
      for (int i = 0; i < projects.size(); i++) {
        var id = projects.get(i);
        rows.add(new ProjectRow(id, titles.project(id), projectRoles.get(i)));
      }
      return new AccessRow(
          Targets.role(role), workspaces.stream().map(titles::workspace).sorted().toList(), rows);
    }
  }

  /** The titles of the workspaces and projects that one page speaks of. */
  private record Titles(Map<Long, String> workspaces, Map<Long, String> projects) {
    static Titles of(Tenancy tenancy, OrganizationId organization, List<Change> changes) {
      var accesses =
          changes.stream()
              .flatMap(c -> c.before == null ? Stream.of(c.after) : Stream.of(c.before, c.after))
              .toList();
      var flight = tenancy.flight(organization);
      var workspaces =
          titles(flight, "workspace", organization, accesses.stream().map(Access::workspaces));
      var projects =
          titles(flight, "project", organization, accesses.stream().map(Access::projects));
      flight.send();
      return new Titles(byId(workspaces), byId(projects));
    }

    private static Flight.Rows<Map.Entry<Long, String>> titles(
        Flight flight, String table, OrganizationId organization, Stream<List<Long>> ids) {
      return flight.query(
          "select t.id, t.title from %s t where t.organization_id = ? and t.id = any (?)"
              .formatted(table),
          row -> Map.entry(row.getLong("id"), row.getString("title")),
          organization.value(),
          ids.flatMap(List::stream).distinct().mapToLong(Long::longValue).toArray());
    }

    private static Map<Long, String> byId(Flight.Rows<Map.Entry<Long, String>> rows) {
      return rows.all().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    String workspace(Long id) {
      return workspaces.getOrDefault(id, "#" + id);
    }

    String project(Long id) {
      return projects.getOrDefault(id, "#" + id);
    }
  }
}
