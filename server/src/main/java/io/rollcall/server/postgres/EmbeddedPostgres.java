package io.rollcall.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * A PostgreSQL of Rollcall's own, with its data under {@code <home>/postgres}: kept across
 * restarts, on a free loopback port, with passwords (scram-sha-256) for everybody. Two roles, so
 * that row-level security binds the application: {@link #OWNER} owns the tables and migrates them,
 * {@link #APPLICATION} owns nothing.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  public static final String OWNER = "rollcall_owner";
  public static final String APPLICATION = "rollcall_app";
  public static final String DATABASE = "rollcall";
  public static final String VERSION = PostgresBinaries.VERSION;

  private final HomeLock lock;
  private final PostgresServer server;
  private final String ownerPassword;
  private final String applicationPassword;

  /**
   * How to start one.
   *
   * @param home the data folder (ROLLCALL_HOME)
   * @param binaries where PostgreSQL's programs are unpacked to
   * @param settings settings for the postgresql.conf of a new data folder, beyond Rollcall's own
   * @param progress told of what takes its time, in words for a terminal
   */
  public record Options(
      Path home, Path binaries, Map<String, String> settings, Consumer<String> progress) {
    public static Options in(Path home, Consumer<String> progress) {
      return new Options(home, home.resolve("postgres"), Map.of(), progress);
    }
  }

  private EmbeddedPostgres(
      HomeLock lock, PostgresServer server, String ownerPassword, String applicationPassword) {
    this.lock = lock;
    this.server = server;
    this.ownerPassword = ownerPassword;
    this.applicationPassword = applicationPassword;
  }

  /**
   * Returns a running PostgreSQL that has both roles and the database.
   *
   * @throws StartRefused when another Rollcall uses the folder, or the folder or machine will not
   *     do
   */
  public static EmbeddedPostgres start(Options options) {
    Path home = options.home().toAbsolutePath().normalize();
    HomeLock lock = HomeLock.take(home);
    try {
      return start(home, options, lock);
    } catch (IOException e) {
      lock.close();
      throw new StartRefused(
          "The database in " + home + " cannot be used: " + PostgresBinaries.reason(e) + ".", e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static EmbeddedPostgres start(Path home, Options options, HomeLock lock)
      throws IOException {
    PostgresAccount account = PostgresAccount.here();
    Path binaries =
        PostgresBinaries.unpackInto(options.binaries().toAbsolutePath(), options.progress());
    Path folder = home.resolve("postgres");
    var server = new PostgresServer(folder, binaries, account, options.progress());

    Path secrets = home.resolve("secrets");
    Path superuserPassword = secrets.resolve("postgres-superuser");
    if (server.hasData() && !Files.exists(superuserPassword)) {
      throw new StartRefused(
          "The password file " + superuserPassword + " of the database is missing: restore it.");
    }
    String superuser = OwnerOnlyFile.secret(superuserPassword, 24);
    var postgres =
        new EmbeddedPostgres(
            lock,
            server,
            OwnerOnlyFile.secret(secrets.resolve("postgres-owner"), 24),
            OwnerOnlyFile.secret(secrets.resolve("postgres-application"), 24));

    if (!server.hasData()) {
      server.create(superuser, options.settings());
    }
    server.start();
    try {
      postgres.prepareDatabase(superuser);
    } catch (SQLException e) {
      server.stop();
      throw new StartRefused(
          "The database in " + server.data() + " cannot be used: " + e.getMessage() + ".", e);
    }
    return postgres;
  }

  /**
   * The one that another process of this data folder runs; nothing when none does.
   *
   * @throws StartRefused when it runs and cannot be reached
   */
  public static Optional<PostgresAccess> running(Path folder) {
    Path home = folder.toAbsolutePath().normalize();
    if (!HomeLock.isTaken(home)) {
      return Optional.empty();
    }
    Path data = PostgresServer.dataIn(home.resolve("postgres"));
    Path secrets = home.resolve("secrets");
    try {
      return Optional.of(
          new PostgresAccess(
              Integer.parseInt(Files.readAllLines(data.resolve("postmaster.pid")).get(3).strip()),
              data,
              Files.readString(secrets.resolve("postgres-owner")).strip(),
              Files.readString(secrets.resolve("postgres-application")).strip()));
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      throw new StartRefused(
          "Another Rollcall uses the data folder "
              + home
              + ", and its database is not running yet.",
          e);
    }
  }

  public PostgresAccess access() {
    return new PostgresAccess(server.port(), server.data(), ownerPassword, applicationPassword);
  }

  /**
   * Stops the server, everything written out, and frees the folder. Closing twice does nothing
   * more.
   */
  @Override
  public void close() {
    server.stop();
    lock.close();
  }

  private void prepareDatabase(String superuserPassword) throws SQLException {
    try (Connection postgres = connect(superuserPassword)) {
      role(postgres, OWNER, ownerPassword);
      role(postgres, APPLICATION, applicationPassword);
      if (!exists(postgres, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
        execute(
            postgres, "create database " + DATABASE + " owner " + OWNER + " template template0");
      }
      execute(postgres, "revoke all on database " + DATABASE + " from public");
      execute(postgres, "grant connect on database " + DATABASE + " to " + APPLICATION);
    }
  }

  private static void role(Connection postgres, String name, String password) throws SQLException {
    if (!exists(postgres, "select 1 from pg_roles where rolname = '" + name + "'")) {
      execute(postgres, "create role " + name);
    }
    execute(
        postgres,
        "alter role "
            + name
            + " login nosuperuser nocreatedb nocreaterole nobypassrls noreplication password '"
            + password
            + "'");
  }

  private Connection connect(String password) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", PostgresServer.SUPERUSER);
    properties.setProperty("password", password);
    Connection connection =
        new org.postgresql.Driver()
            .connect("jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres", properties);
    if (connection == null) {
      throw new SQLException("the driver refused the address");
    }
    return connection;
  }

  private static boolean exists(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
