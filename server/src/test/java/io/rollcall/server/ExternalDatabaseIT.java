package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged server on a PostgreSQL that somebody else runs, with one credential and with two. In
 * order, because the role is the whole cluster's: the first server to start makes it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExternalDatabaseIT {
  @TempDir static Path home;
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void startTheOthersPostgres() throws SQLException, IOException {
    postgres =
        EmbeddedPostgres.start(
            new EmbeddedPostgres.Options(
                home, Path.of("target/postgres-binaries"), Map.of("fsync", "off"), progress -> {}));
    asAdministrator(
        "revoke all on database rollcall from rollcall_app",
        "drop role rollcall_app",
        "create role somebody login password 'secret' createrole",
        "create database whole owner somebody",
        "create database spare owner somebody",
        "create role keeper login password 'secret' createrole",
        "create role worker login password 'secret'",
        "create database divided owner keeper",
        "create role powerless login password 'secret'",
        "create database poor owner powerless");
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  private static void asAdministrator(String... statements) throws SQLException, IOException {
    String password = Files.readString(home.resolve("secrets/postgres-superuser")).strip();
    try (Connection connection =
            DriverManager.getConnection(url("postgres"), "postgres", password);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + postgres.access().port() + "/" + database;
  }

  private record Outcome(int exit, String output) {}

  /** Starts the server, waits until it is ready or has ended, and ends it. */
  private static Outcome serve(Map<String, String> environment) throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path output = Files.createTempFile(home, "server", ".log");
    var builder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-jar",
                "target/quarkus-app/quarkus-run.jar")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    builder.environment().put("ROLLCALL_HOME", home.resolve("none").toString());
    Process server = builder.start();
    try {
      for (int tries = 0; tries < 300 && server.isAlive(); tries++) {
        if (isReady(port)) {
          return new Outcome(0, Files.readString(output));
        }
        server.waitFor(200, TimeUnit.MILLISECONDS);
      }
      assertThat(server.isAlive()).as("still not ready").isFalse();
      return new Outcome(server.exitValue(), Files.readString(output).strip());
    } finally {
      server.destroy();
      server.waitFor(30, TimeUnit.SECONDS);
    }
  }

  /** One operator command, to its end. */
  private static Outcome admin(Map<String, String> environment, String... words) throws Exception {
    Path output = Files.createTempFile(home, "admin", ".log");
    var command =
        new java.util.ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-jar",
                "target/quarkus-app/quarkus-run.jar",
                "admin"));
    command.addAll(List.of(words));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("ROLLCALL_HOME", home.resolve("none").toString());
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("%s ended", command).isTrue();
    return new Outcome(process.exitValue(), Files.readString(output).strip());
  }

  private static boolean isReady(int port) throws InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // Not listening yet.
    }
  }

  private static Map<String, String> login(String database, String user) {
    var environment = new HashMap<String, String>();
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", url(database));
    environment.put("QUARKUS_DATASOURCE_USERNAME", user);
    environment.put("QUARKUS_DATASOURCE_PASSWORD", "secret");
    environment.put("ROLLCALL_SECRET_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE");
    return environment;
  }

  private static List<String> ask(String database, String user, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(database), user, "secret");
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return List.of(row.getString(1), row.getString(2));
    }
  }

  private static final String OWNER_AND_MEMBERSHIP =
      "select pg_get_userbyid(relowner), pg_has_role('%s', 'rollcall_app', 'SET')"
          + " from pg_class where oid = 'organization'::regclass";

  @Test
  @Order(1)
  void withoutTheRoleAndTheRightToMakeItTheRefusalSaysWhatToRun() throws Exception {
    assertThat(serve(login("poor", "powerless")).output())
        .isEqualTo(
            "The database "
                + url("poor")
                + " has no role rollcall_app, and powerless may not create it: run 'create role rollcall_app;"
                + " grant rollcall_app to \"powerless\"' as an administrator, or give powerless the right CREATEROLE.");
  }

  @Test
  @Order(2)
  void oneCredentialMigratesAndServes() throws Exception {
    Outcome served = serve(login("whole", "somebody"));
    assertThat(served.output()).contains("is ready at", "Database: " + url("whole"));
    assertThat(served.exit()).isZero();
    assertThat(ask("whole", "somebody", OWNER_AND_MEMBERSHIP.formatted("somebody")))
        .containsExactly("somebody", "t");
    assertThat(home.resolve("none")).doesNotExist();
  }

  @Test
  @Order(3)
  void aLoginThatMayNotBecomeTheRoleIsOneSentence() throws Exception {
    assertThat(serve(login("poor", "powerless")).output())
        .isEqualTo(
            "powerless may not become rollcall_app, the role that serves requests: run"
                + " 'grant rollcall_app to \"powerless\"' as an administrator.");
  }

  @Test
  @Order(4)
  void twoCredentialsDivideTheWork() throws Exception {
    asAdministrator("grant rollcall_app to keeper with admin option");
    var environment = login("divided", "worker");
    environment.put("QUARKUS_FLYWAY_USERNAME", "keeper");
    environment.put("QUARKUS_FLYWAY_PASSWORD", "secret");
    Outcome served = serve(environment);
    assertThat(served.output()).contains("is ready at");
    assertThat(ask("divided", "keeper", OWNER_AND_MEMBERSHIP.formatted("worker")))
        .containsExactly("keeper", "t");
  }

  private static final String PEOPLE =
      "select count(*), coalesce(string_agg(email, ' ' order by email), '') from app_user";

  /** The key is the operator's, and not in the file. */
  @Test
  @Order(5)
  void backupGoesIntoAnotherDatabaseThatNobodyUses() throws Exception {
    try (Connection connection = DriverManager.getConnection(url("whole"), "somebody", "secret");
        var statement = connection.createStatement()) {
      statement.execute(
          "insert into app_user (id, email, joined_at, last_activity) values (7, 'ann@example.com', now(), now())");
    }
    var file = home.resolve("whole.backup").toString();
    Outcome saved = admin(login("whole", "somebody"), "backup", file);
    assertThat(saved.exit()).as(saved.output()).isZero();
    assertThat(saved.output()).contains("app_user", "and not rollcall.secret-key");

    var foreign = login("spare", "somebody");
    foreign.put("ROLLCALL_SECRET_KEY", "another secret key of 32 characters or more");
    Outcome wrongKey = admin(foreign, "restore", file);
    assertThat(wrongKey.exit()).isEqualTo(1);
    assertThat(wrongKey.output()).contains("encrypted under another rollcall.secret-key");

    try (var connection = DriverManager.getConnection(url("spare"), "somebody", "secret")) {
      assertThat(connection.isValid(5)).isTrue();
      Outcome used = admin(login("spare", "somebody"), "restore", file);
      assertThat(used.exit()).isEqualTo(1);
      assertThat(used.output()).contains("1 other connections: stop every Rollcall server first");
    }

    Outcome restored = admin(login("spare", "somebody"), "restore", file);
    assertThat(restored.exit()).as(restored.output()).isZero();
    assertThat(ask("spare", "somebody", PEOPLE)).containsExactly("1", "ann@example.com");
    assertThat(admin(login("spare", "somebody"), "restore", file).output())
        .contains("is not empty");
  }

  @Test
  void aWrongPasswordIsOneSentence() throws Exception {
    var environment = login("whole", "somebody");
    environment.put("QUARKUS_DATASOURCE_PASSWORD", "guess");
    assertThat(serve(environment))
        .isEqualTo(
            new Outcome(
                1,
                "The database "
                    + url("whole")
                    + " refuses somebody: password authentication failed for user \"somebody\"."));
  }

  @Test
  void aDatabaseThatIsNotThereIsOneSentence() throws Exception {
    Outcome refused = serve(login("nowhere", "somebody"));
    assertThat(refused.output())
        .isEqualTo(
            "The database "
                + url("nowhere")
                + " refuses somebody: database \"nowhere\" does not exist.");
    assertThat(refused.exit()).isEqualTo(1);
  }

  @Test
  void aLoginWithoutAPasswordIsOneSentence() throws Exception {
    var environment = login("whole", "somebody");
    environment.remove("QUARKUS_DATASOURCE_PASSWORD");
    assertThat(serve(environment).output())
        .isEqualTo(
            "QUARKUS_DATASOURCE_JDBC_URL is set, and QUARKUS_DATASOURCE_USERNAME or"
                + " QUARKUS_DATASOURCE_PASSWORD is not: set both.");
  }

  /** Nobody's default: whoever knows the key reads every stored secret. */
  @Test
  void withoutASecretKeyTheServerDoesNotStart() throws Exception {
    var environment = login("whole", "somebody");
    environment.remove("ROLLCALL_SECRET_KEY");
    Outcome refused = serve(environment);
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.output().lines()).as(refused.output()).hasSize(1);
    assertThat(refused.output())
        .startsWith("rollcall.secret-key is not set: with a database of your own");
  }
}
