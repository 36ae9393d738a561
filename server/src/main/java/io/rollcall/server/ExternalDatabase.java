package io.rollcall.server;

import io.rollcall.server.postgres.EmbeddedPostgres;
import io.rollcall.server.postgres.StartRefused;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;

/**
 * A database that the operator gave. Flyway migrates as the owner; the pool works as {@code
 * rollcall_app}, which is its login or what it becomes on each new connection. With one credential
 * for both, that credential does both.
 */
record ExternalDatabase(
    String url, Credential pool, Optional<Credential> owner, Optional<String> connectionSql) {
  /** The oldest major release that this was tried with. */
  private static final int OLDEST = 15;

  record Credential(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }

  static ExternalDatabase of(Config config) {
    if (config.getOptionalValue("rollcall.secret-key", String.class).isEmpty()) {
      throw new StartRefused(
          "rollcall.secret-key is not set: with a database of your own every node needs the same one, for"
              + " example ROLLCALL_SECRET_KEY=$(openssl rand -hex 32), once.");
    }
    return new ExternalDatabase(
        config.getValue("quarkus.datasource.jdbc.url", String.class),
        credential(config, "quarkus.datasource")
            .orElseThrow(
                () ->
                    new StartRefused(
                        "QUARKUS_DATASOURCE_JDBC_URL is set, and QUARKUS_DATASOURCE_USERNAME or"
                            + " QUARKUS_DATASOURCE_PASSWORD is not: set both.")),
        credential(config, "quarkus.flyway"),
        config.getOptionalValue("quarkus.datasource.jdbc.new-connection-sql", String.class));
  }

  static Optional<Credential> credential(Config config, String prefix) {
    return config
        .getOptionalValue(prefix + ".username", String.class)
        .flatMap(
            user ->
                config
                    .getOptionalValue(prefix + ".password", String.class)
                    .map(password -> new Credential(user, password)));
  }

  /**
   * Refuses what would fail later with less to say, then tells Quarkus who migrates and who serves.
   */
  void prepare() {
    if (owner.isPresent()) {
      tryConnection(pool);
    }
    try (Connection connection = tryConnection(owner.orElse(pool))) {
      refuseOldRelease(connection);
      refuseMissingRights(connection);
    } catch (SQLException e) {
      throw new StartRefused("The database " + url + " cannot be used: " + oneLine(e) + ".", e);
    }
    settings().forEach(System::setProperty);
  }

  Map<String, String> settings() {
    var settings = new HashMap<String, String>();
    Credential migrator = owner.orElse(pool);
    settings.put("quarkus.flyway.username", migrator.user());
    settings.put("quarkus.flyway.password", migrator.password());
    // afterMigrate.sql reads who may become rollcall_app.
    settings.put(
        "quarkus.flyway.init-sql",
        "set rollcall.application_login = '" + pool.user().replace("'", "''") + "'");
    if (!pool.user().equals(EmbeddedPostgres.APPLICATION)) {
      settings.put(
          "quarkus.datasource.jdbc.new-connection-sql",
          connectionSql.map(sql -> sql + "; ").orElse("")
              + "set role "
              + EmbeddedPostgres.APPLICATION);
    }
    return Map.copyOf(settings);
  }

  /**
   * For what must not meet a server at work. Who else is connected everybody may see; background
   * workers have no user.
   */
  void refuseOtherConnections() {
    try (Connection connection = tryConnection(owner.orElse(pool));
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and usename is not null and pid <> pg_backend_pid()""")) {
      row.next();
      if (row.getInt(1) > 0) {
        throw new StartRefused(
            "The database "
                + url
                + " has "
                + row.getInt(1)
                + " other connections: stop every Rollcall server first.");
      }
    } catch (SQLException e) {
      throw new StartRefused("The database " + url + " cannot be used: " + oneLine(e) + ".", e);
    }
  }

  private Connection tryConnection(Credential credential) {
    return connect(url, credential);
  }

  static Connection connect(String url, Credential credential) {
    var properties = new Properties();
    properties.setProperty("user", credential.user());
    properties.setProperty("password", credential.password());
    properties.setProperty("connectTimeout", "10");
    try {
      Connection connection = new org.postgresql.Driver().connect(url, properties);
      if (connection == null) {
        throw new StartRefused(
            "QUARKUS_DATASOURCE_JDBC_URL is no address of a PostgreSQL (jdbc:postgresql://host:5432/name): "
                + url
                + ".");
      }
      return connection;
    } catch (SQLException e) {
      throw new StartRefused(
          "The database " + url + " refuses " + credential.user() + ": " + oneLine(e) + ".", e);
    }
  }

  /** The driver appends where in PostgreSQL's source the error was raised. */
  private static String oneLine(SQLException e) {
    return String.valueOf(e.getMessage())
        .lines()
        .findFirst()
        .orElse("no reason given")
        .replaceFirst("^FATAL: ", "")
        .replaceFirst("\\.$", "");
  }

  private void refuseOldRelease(Connection connection) throws SQLException {
    int release = connection.getMetaData().getDatabaseMajorVersion();
    if (release < OLDEST) {
      throw new StartRefused(
          "The database "
              + url
              + " is PostgreSQL "
              + release
              + ", and Rollcall needs "
              + OLDEST
              + " or newer.");
    }
  }

  /** What V0001 and afterMigrate.sql will need, in the order in which they need it. */
  private static final String ROLES =
      """
      with login as (
        select rolname, rolsuper, rolcreaterole from pg_roles where rolname = current_user),
      application as (
        select oid, rolsuper or rolbypassrls as unbound from pg_roles where rolname = 'rollcall_app')
      select has_schema_privilege('public', 'create') as may_create_tables,
             exists (select from application) as role_exists,
             (select rolsuper or rolcreaterole from login) as may_create_role,
             coalesce((select unbound from application), false) as role_unbound,
             coalesce(
               (select pg_has_role(pool, oid, may_become)
                    or (select rolsuper from login)
                    or (release < 160000 and (select rolcreaterole from login))
                    or pg_has_role(current_user, oid, 'MEMBER WITH ADMIN OPTION')
                  from application), true) as pool_becomes_role
        from (select ? as pool, release,
                     case when release >= 160000 then 'SET' else 'MEMBER' end as may_become
                from (select current_setting('server_version_num')::int as release) version) facts
      """;

  private void refuseMissingRights(Connection connection) throws SQLException {
    String migrator = owner.orElse(pool).user();
    try (var statement = connection.prepareStatement(ROLES)) {
      statement.setString(1, pool.user());
      try (var row = statement.executeQuery()) {
        row.next();
        if (!row.getBoolean("may_create_tables")) {
          throw new StartRefused(
              migrator
                  + " may not create tables in the schema public of "
                  + url
                  + ": make it the database's owner.");
        }
        String grant = "grant rollcall_app to \"" + pool.user() + "\"";
        if (!row.getBoolean("role_exists") && !row.getBoolean("may_create_role")) {
          throw new StartRefused(
              "The database "
                  + url
                  + " has no role rollcall_app, and "
                  + migrator
                  + " may not create it: run 'create role rollcall_app; "
                  + grant
                  + "' as an administrator, or give "
                  + migrator
                  + " the right CREATEROLE.");
        }
        if (row.getBoolean("role_unbound")) {
          throw new StartRefused(
              "The role rollcall_app may bypass row-level security, which keeps organizations apart:"
                  + " run 'alter role rollcall_app nosuperuser nobypassrls' as an administrator.");
        }
        if (!row.getBoolean("pool_becomes_role")) {
          throw new StartRefused(
              pool.user()
                  + " may not become rollcall_app, the role that serves requests: run '"
                  + grant
                  + "' as an administrator.");
        }
      }
    }
  }
}
