package io.rollcall.benchmarks;

import io.rollcall.demo.RollcallClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A Rollcall server of the benchmark's own, as it is built, with an empty embedded database. */
final class ServerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String OWNER = "rollcall_owner";
  private static final int NOTICED_MILLIS = 300;

  private final Path home;
  private final URI address;
  private final Process process;

  private ServerProcess(Path home, URI address, Process process) {
    this.home = home;
    this.address = address;
    this.process = process;
  }

  /**
   * @param heap the JVM's limit, such as {@code 1g}
   */
  static ServerProcess start(Path folder, String heap) throws IOException, InterruptedException {
    return start(folder, heap, Map.of());
  }

  /**
   * Starts a second server on the database of this one.
   *
   * @param databasePort where to reach it: its own port, or that of something in between
   */
  ServerProcess another(Path folder, String heap, int databasePort)
      throws IOException, InterruptedException {
    return start(
        folder,
        heap,
        Map.of(
            "QUARKUS_DATASOURCE_JDBC_URL",
            "jdbc:postgresql://127.0.0.1:%d/rollcall?sslmode=disable&gssEncMode=disable"
                .formatted(databasePort),
            "QUARKUS_DATASOURCE_USERNAME",
            "rollcall_app",
            "QUARKUS_DATASOURCE_PASSWORD",
            secret("postgres-application"),
            "QUARKUS_FLYWAY_USERNAME",
            OWNER,
            "QUARKUS_FLYWAY_PASSWORD",
            secret("postgres-owner"),
            "ROLLCALL_SECRET_KEY",
            secret("secret-key")));
  }

  private static ServerProcess start(Path folder, String heap, Map<String, String> settings)
      throws IOException, InterruptedException {
    var home = Files.createDirectory(folder.resolve("home"));
    int port = freePort();
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heap,
            "-jar",
            Path.of(
                    System.getProperty("rollcall.checkout", "."),
                    "server/target/quarkus-app/quarkus-run.jar")
                .toString());
    builder.environment().put("ROLLCALL_HOME", home.toString());
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    builder.environment().putAll(settings);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("server.log").toFile());
    var server = new ServerProcess(home, URI.create("http://127.0.0.1:" + port), builder.start());
    server.awaitReady(folder.resolve("server.log"));
    return server;
  }

  URI address() {
    return address;
  }

  /** The server's own PostgreSQL, as the owner of its tables. */
  Connection database() throws IOException, SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + databasePort() + "/rollcall",
        OWNER,
        secret("postgres-owner"));
  }

  int databasePort() throws IOException {
    try (var files = Files.walk(home.resolve("postgres"))) {
      var pid = files.filter(file -> file.endsWith("postmaster.pid")).findFirst().orElseThrow();
      return Integer.parseInt(Files.readAllLines(pid).get(3).strip());
    }
  }

  String applicationPassword() throws IOException {
    return secret("postgres-application");
  }

  /** What happens meanwhile, as an {@link IOException} may end it. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  /**
   * The statements that the server sends to its own PostgreSQL for the work: the fewest of some
   * attempts, since what it does now and then by itself comes among them.
   */
  SentStatements logged(Work work) throws IOException, InterruptedException, SQLException {
    var log = home.resolve("postgres").resolve("postgres.log");
    logStatements("all");
    SentStatements fewest = null;
    for (int attempt = 0; attempt < 5; attempt++) {
      long before = Files.size(log);
      work.run();
      Thread.sleep(NOTICED_MILLIS);
      var sent = SentStatements.read(log, before);
      if (fewest == null || sent.count() < fewest.count()) {
        fewest = sent;
      }
    }
    logStatements("none");
    return Objects.requireNonNull(fewest);
  }

  /** Waits until every session has noticed. */
  private void logStatements(String which) throws IOException, InterruptedException, SQLException {
    try (var superuser =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + databasePort() + "/rollcall",
                "postgres",
                secret("postgres-superuser"));
        var statement = superuser.createStatement()) {
      statement.execute("alter system set log_statement = '" + which + "'");
      statement.execute("select pg_reload_conf()");
    }
    Thread.sleep(NOTICED_MILLIS);
  }

  private String secret(String name) throws IOException {
    return Files.readString(home.resolve("secrets").resolve(name)).strip();
  }

  /** The most memory the process ever held, in MiB; 0 where the system does not say. */
  long peakMemory() throws IOException {
    var status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private void awaitReady(Path log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    var client = new RollcallClient(address);
    while (true) {
      try {
        client.get("/q/health/ready");
        return;
      } catch (IllegalStateException | RollcallClient.Refused notYet) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          close();
          throw new IllegalStateException(
              "the server did not start: " + Files.readString(log), notYet);
        }
        Thread.sleep(200);
      }
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
