package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.rollcall.application.port.PortContract;
import io.rollcall.application.port.Ports;
import io.rollcall.domain.identity.OrganizationId;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Through the application's own pool, one organization is all there is. Every table that names an
 * organization is tried; a new one without a policy fails here.
 */
@PostgresTest
class RowLevelSecurityTest extends PortContract {
  /** Rows of no organization, reached by a person's id or by a hash. */
  private static final Set<String> GLOBAL =
      Set.of(
          "app_user",
          "search_text",
          "search_pending",
          "session",
          "legacy_token",
          "attempt",
          "account_token",
          "letter",
          "signing_key");

  /** Everything that may look across organizations. */
  private static final Set<String> LOOKING_ACROSS =
      Set.of(
          "organizations_of",
          "belonging_elsewhere",
          "runs_under_way",
          "index_search_text",
          "session_policies_of",
          "invited_by",
          "organizations_of_everybody",
          "organizations_to_purge",
          "domains_of_everybody",
          "member_tag_imports_due",
          "organizations_with_secrets",
          "forget_people",
          "keep_activity",
          "forget_activity",
          "holder_of_key",
          "end_tokens_of");

  private static final String REFUSED = "42501";

  @Inject PanachePorts ports;
  @Inject Jdbc jdbc;
  @Inject Tenancy tenancy;
  @Inject Superuser superuser;

  @Override
  protected Ports ports() {
    return ports;
  }

  /** Rows that are no real ones; other tests read the domains of all organizations. */
  @AfterEach
  void leaveNoDomains() throws SQLException {
    try (var connection = superuser.connect();
        var statement = connection.createStatement()) {
      statement.execute("delete from verified_domain where domain not like '%.%'");
    }
  }

  /** A table and its column with the organization's id. */
  private record Table(String name, String key) {
    @Override
    public String toString() {
      return name;
    }
  }

  private List<Table> tenantTables() {
    return superuser
        .list(
            """
            select c.relname, case when c.relname = 'organization' then 'id' else 'organization_id' end
            from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
              and (c.relname = 'organization' or exists (select from pg_attribute a
                where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped))
            order by 1""",
            row -> new Table(row.getString(1), row.getString(2)))
        .stream()
        .filter(table -> !GLOBAL.contains(table.name()))
        .toList();
  }

  @Test
  void thereAreTenantTables() {
    assertThat(tenantTables())
        .extracting(Table::name)
        .contains(
            "organization", "membership", "access_grant", "sync_change", "membership_history");
  }

  @Test
  void onlyKnownTablesAreOfNoOrganization() {
    var tenant = tenantTables().stream().map(Table::name).collect(Collectors.toSet());

    assertThat(
            superuser.list(
                """
                select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
                  and relname <> 'flyway_schema_history'""",
                row -> row.getString(1)))
        .filteredOn(name -> !tenant.contains(name))
        .containsExactlyInAnyOrderElementsOf(GLOBAL);
  }

  @TestFactory
  Stream<DynamicTest> rowsOfAnotherOrganizationAreOutOfReach() {
    return tenantTables().stream().map(table -> dynamicTest(table.name(), () -> outOfReach(table)));
  }

  private void outOfReach(Table table) throws SQLException {
    var here = new OrganizationId(ports.ids().nextOrganization().value());
    var there = new OrganizationId(ports.ids().nextOrganization().value());
    put(table, here);
    put(table, there);

    assertThat(count(table, here, here)).as("own rows").isEqualTo(1);
    assertThat(count(table, here, there)).as("rows of another organization").isZero();
    assertThat(rows(here, "select count(*) from " + table)).as("all rows").isEqualTo(1);
    assertThat(change(here, "update %s set %s = %s where %s = ?", table, there))
        .as("rows of another organization updated")
        .isZero();
    assertThat(change(here, "update %s set %s = %s", table))
        .as("rows updated without a where clause")
        .isEqualTo(1);
    assertRefused("moved", () -> change(here, "update %s set %s = ?", table, there));
    assertRefused("inserted", () -> insertAsApplication(table, here, there));
    assertThat(change(here, "delete from %s where %s = ?", table, there))
        .as("rows of another organization deleted")
        .isZero();
    assertThat(reallyThere(table, there)).isEqualTo(1);
  }

  /** Refused, and not answered with nothing, which would look like an organization without rows. */
  @TestFactory
  Stream<DynamicTest> withoutAnOrganizationEverythingIsRefused() {
    return tenantTables().stream().map(table -> dynamicTest(table.name(), () -> outside(table)));
  }

  private void outside(Table table) throws SQLException {
    var here = new OrganizationId(ports.ids().nextOrganization().value());
    put(table, here);

    assertNotEntered(() -> ports.transaction(() -> jdbc.list("select * from " + table, row -> "")));
    assertNotEntered(() -> ports.transaction(() -> jdbc.change("delete from " + table)));
    assertNotEntered(() -> ports.transaction(() -> jdbc.change(insert(table), here.value())));
  }

  private static void assertNotEntered(Runnable attempt) {
    assertThat(catchThrowable(attempt::run))
        .rootCause()
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no organization is entered");
  }

  @Test
  void scopeEndsWithTheTransaction() {
    var here = found(person("owner"));
    ports.transaction(() -> tenancy.enter(here));

    for (int i = 0; i < 30; i++) {
      assertNotEntered(
          () -> ports.transaction(() -> jdbc.list("select * from membership", row -> "")));
    }
  }

  @Test
  void policiesCoverEveryCommandForReadingAndWriting() {
    assertThat(
            superuser.list(
                """
                select c.relname from pg_class c
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                  and c.relname <> 'flyway_schema_history'
                  and not (c.relrowsecurity and (select count(*) = 1 and bool_and(p.polcmd = '*' and p.polpermissive
                    and p.polqual is not null and p.polwithcheck is not null) from pg_policy p where p.polrelid = c.oid))""",
                row -> row.getString(1)))
        .filteredOn(name -> !GLOBAL.contains(name))
        .isEmpty();
  }

  @Test
  void applicationIsAnOrdinaryRoleThatOwnsNothing() {
    assertThat(ports.transaction(() -> jdbc.list("select current_user", row -> row.getString(1))))
        .containsExactly("rollcall_app");
    assertThat(
            superuser.list(
                """
                select rolname from pg_roles
                where rolname = 'rollcall_app' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)""",
                row -> row.getString(1)))
        .isEmpty();
    assertThat(
            superuser.list(
                """
                select relname::text from pg_class where relowner = 'rollcall_app'::regrole
                union all select proname::text from pg_proc where proowner = 'rollcall_app'::regrole
                union all select nspname::text from pg_namespace where nspowner = 'rollcall_app'::regrole""",
                row -> row.getString(1)))
        .isEmpty();
    assertThat(
            superuser.list(
                """
                select r.rolname from pg_roles r
                where r.rolname <> 'rollcall_app' and pg_has_role('rollcall_app', r.oid, 'member')""",
                row -> row.getString(1)))
        .isEmpty();
  }

  /** None of these asks a policy. */
  @Test
  void applicationMayNeitherTruncateNorReferToTablesNorSeeTheMigrations() {
    assertThat(
            superuser.list(
                """
                select c.relname || ' ' || p.privilege from pg_class c,
                  unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER']) as p(privilege)
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                  and has_table_privilege('rollcall_app', c.oid, p.privilege)""",
                row -> row.getString(1)))
        .isEmpty();
    assertThat(
            superuser.isTrue(
                "has_table_privilege('rollcall_app', 'flyway_schema_history', 'SELECT')"))
        .isFalse();
    assertThat(superuser.isTrue("has_schema_privilege('rollcall_app', 'public', 'CREATE')"))
        .isFalse();
  }

  @Test
  void whatLooksAcrossOrganizationsIsAClosedList() {
    assertThat(
            superuser.list(
                "select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace",
                row -> row.getString(1)))
        .containsExactlyInAnyOrderElementsOf(LOOKING_ACROSS);
    assertThat(
            superuser.list(
                """
                select p.proname from pg_proc p
                where p.prosecdef and p.pronamespace = 'public'::regnamespace
                  and (not coalesce(p.proconfig, '{}') @> array['search_path=public, pg_temp']
                    or exists (select from aclexplode(p.proacl) a where a.grantee = 0))""",
                row -> row.getString(1)))
        .as("functions without a fixed search_path, or open to everybody")
        .isEmpty();
  }

  @Test
  void organizationsOfAPersonAreThoseTheyBelongToAlone() {
    var ann = person("ann");
    var here = found(ann);
    found(person("bob"));

    assertThat(
            ports.transaction(
                () ->
                    jdbc.list(
                        "select organization_id from organizations_of(?)",
                        row -> row.getLong(1),
                        ann.value())))
        .containsExactly(here.value());
  }

  private int count(Table table, OrganizationId scope, OrganizationId of) {
    return rows(
        scope, "select count(*) from %s where %s = ?".formatted(table, table.key()), of.value());
  }

  private int rows(OrganizationId scope, String sql, Object... values) {
    return ports.transaction(
        () -> tenancy.first(scope, sql, row -> row.getInt(1), values).orElseThrow());
  }

  private int change(OrganizationId scope, String sql, Table table, OrganizationId... values) {
    var statement = sql.formatted(table.name(), table.key(), table.key(), table.key());
    var numbers = Stream.of(values).map(OrganizationId::value).toArray();
    return ports.transaction(() -> tenancy.change(scope, statement, numbers));
  }

  private void insertAsApplication(Table table, OrganizationId scope, OrganizationId of) {
    ports.transaction(() -> tenancy.change(scope, insert(table), of.value()));
  }

  private static void assertRefused(String what, Runnable attempt) {
    assertThat(catchThrowable(attempt::run))
        .as("a row " + what)
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo(REFUSED));
  }

  /** Puts a row of the organization there, past all policies and foreign keys. */
  private void put(Table table, OrganizationId organization) throws SQLException {
    try (var connection = superuser.connect();
        var statement = connection.createStatement();
        var insert = connection.prepareStatement(insert(table))) {
      statement.execute("set session_replication_role = replica");
      insert.setLong(1, organization.value());
      insert.executeUpdate();
    }
  }

  private int reallyThere(Table table, OrganizationId organization) {
    return superuser.number(
        "select count(*) from %s where %s = ?".formatted(table, table.key()), organization.value());
  }

  /** A row with any value in each column that needs one, and the organization as parameter. */
  private String insert(Table table) {
    Map<String, String> values =
        superuser
            .list(
                """
                select column_name, data_type from information_schema.columns
                where table_schema = 'public' and table_name = ? and is_nullable = 'NO'
                  and column_default is null and is_identity = 'NO'""",
                row -> Map.entry(row.getString(1), row.getString(2)),
                table.name())
            .stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    column ->
                        column.getKey().equals(table.key()) ? "?" : anything(column.getValue())));
    return "insert into %s (%s) values (%s)"
        .formatted(table, String.join(", ", values.keySet()), String.join(", ", values.values()));
  }

  private static String anything(String type) {
    return switch (type) {
      case "bigint", "integer", "double precision" -> "1";
      case "boolean" -> "false";
      case "timestamp with time zone" -> "now()";
      case "ARRAY" -> "'{}'";
      case "jsonb" -> "'{}'";
      case "bytea" -> "''";
      case "text" -> "gen_random_uuid()::text";
      default -> throw new IllegalArgumentException(type);
    };
  }
}
