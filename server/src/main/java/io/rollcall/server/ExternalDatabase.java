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

  private static Optional<Credential> credential(Config config, String prefix) {
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
      refuseMissingRole(connection);
    } catch (SQLException e) {
      throw new StartRefused("The database " + url + " cannot be used: " + e.getMessage() + ".", e);
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

  private Connection tryConnection(Credential credential) {
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

  private static String oneLine(SQLException e) {
    return String.valueOf(e.getMessage())
        .replaceFirst("^FATAL: ", "")
        .replaceAll("\\s+", " ")
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

  private void refuseMissingRole(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select exists (select from pg_roles where rolname = 'rollcall_app'),
                       (select rolsuper or rolcreaterole from pg_roles where rolname = current_user),
                       has_schema_privilege('public', 'create')
                """)) {
      row.next();
      String migrator = owner.orElse(pool).user();
      if (!row.getBoolean(1) && !row.getBoolean(2)) {
        throw new StartRefused(
            "The database "
                + url
                + " has no role rollcall_app, and "
                + migrator
                + " may not create it: run 'create role rollcall_app; grant rollcall_app to "
                + pool.user()
                + "' as an administrator, or give "
                + migrator
                + " the right CREATEROLE.");
      }
      if (!row.getBoolean(3)) {
        throw new StartRefused(
            migrator
                + " may not create tables in the schema public of "
                + url
                + ": make it the database's owner.");
      }
    }
  }
}
