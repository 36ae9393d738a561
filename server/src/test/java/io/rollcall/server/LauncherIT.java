package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ./rollcall as a person uses it, on the server that this build has packaged. */
class LauncherIT {
  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  private static final Path SERVER_JAR = Path.of("target/quarkus-app/quarkus-run.jar");

  @TempDir Path temporary;
  private Path home;
  private int port;

  private record Outcome(int exit, String output) {}

  /**
   * This build made the jar, so the launcher shall not build it again, whatever was touched since.
   */
  @BeforeAll
  static void takeTheJarForFresh() throws IOException {
    assertThat(SERVER_JAR).exists();
    Files.setLastModifiedTime(SERVER_JAR, FileTime.from(Instant.now()));
  }

  @BeforeEach
  void chooseAnEmptyHomeAndAFreePort() throws IOException {
    home = temporary.resolve("a home"); // with a space: paths are quoted, or this fails
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
  }

  @AfterEach
  void stop() throws Exception {
    rollcall("stop");
  }

  private Outcome rollcall(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(CHECKOUT.resolve("rollcall").toString()));
    command.addAll(List.of(words));
    Path output = Files.createTempFile(temporary, "output", ".txt");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("ROLLCALL_HOME", home.toString());
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    builder.environment().remove("QUARKUS_DATASOURCE_JDBC_URL");
    Process process = builder.start();
    assertThat(process.waitFor(150, TimeUnit.SECONDS)).as("%s ended", command).isTrue();
    return new Outcome(
        process.exitValue(), Files.readString(output, StandardCharsets.UTF_8).strip());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void helpNamesEveryCommand() throws Exception {
    Outcome help = rollcall("help");
    assertThat(help.exit()).isZero();
    assertThat(help.output()).contains("start", "stop", "status", "demo", "test", "bench", "admin");
  }

  @Test
  void anUnknownCommandSaysSo() throws Exception {
    Outcome unknown = rollcall("strat");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.output()).endsWith("./rollcall does not know the command 'strat'.");
  }

  @Test
  void nothingRunsAtFirst() throws Exception {
    assertThat(rollcall("status")).isEqualTo(new Outcome(3, "Rollcall is not running."));
    assertThat(rollcall("stop")).isEqualTo(new Outcome(0, "Rollcall is not running."));
  }

  @Test
  void startsTellsServesAndStops() throws Exception {
    Outcome started = rollcall("start", "--detach");
    assertThat(started.output()).startsWith("Rollcall is ready at http://localhost:" + port);
    assertThat(started.exit()).isZero();

    assertThat(get("/q/health/ready").statusCode()).isEqualTo(200);
    assertThat(get("/q/health/ready").body()).contains("Database migrations applied");
    assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/q/metrics").body()).contains("jvm_");
    assertThat(get("/openapi").statusCode()).isEqualTo(200);

    Outcome again = rollcall("start", "--detach");
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.output()).startsWith("Rollcall already runs at http://localhost:" + port);

    Outcome status = rollcall("status");
    assertThat(status.exit()).isZero();
    assertThat(status.output()).startsWith("Rollcall runs at http://localhost:" + port);
    assertThat(home.resolve("rollcall.log"))
        .content()
        .contains("is ready at http://localhost:" + port, "embedded PostgreSQL")
        .doesNotContain("Exception", "WARN");

    Path postmaster = home.resolve("postgres/data-17/postmaster.pid");
    assertThat(postmaster).exists();
    assertThat(rollcall("stop")).isEqualTo(new Outcome(0, "Rollcall has stopped."));
    assertThat(postmaster).doesNotExist();
    assertThat(rollcall("status").exit()).isEqualTo(3);
  }

  @Test
  void aTakenPortIsOneSentence() throws Exception {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.isBound()).isTrue();
      Outcome refused = rollcall("start");
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.output())
          .isEqualTo(
              "Port "
                  + port
                  + " on 127.0.0.1 is taken by another process: stop it, or set QUARKUS_HTTP_PORT to another port.");
    }
  }

  @Test
  void aPidFileOfAnotherProcessIsNotOurs() throws Exception {
    Files.createDirectories(home);
    Files.writeString(home.resolve("rollcall.pid"), ProcessHandle.current().pid() + "\n");
    assertThat(rollcall("status").exit()).isEqualTo(3);
    assertThat(rollcall("stop").output()).isEqualTo("Rollcall is not running.");
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }
}
