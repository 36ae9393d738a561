package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** ./rollcall admin, beside a running server and on a database that nobody serves. In order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperatorCommandsIT {
  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  @TempDir static Path temporary;
  private static int port;
  private static String javaOptions = "";

  private record Outcome(int exit, String output) {}

  @BeforeAll
  static void startAndSignUp() throws Exception {
    Files.setLastModifiedTime(
        Path.of("target/quarkus-app/quarkus-run.jar"), FileTime.from(Instant.now()));
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThat(rollcall("start", "--detach").exit()).isZero();
    signUp("ann@example.com");
    signUp("bob@example.com");
  }

  @AfterAll
  static void stop() throws Exception {
    rollcall("stop");
  }

  private static HttpResponse<String> signUp(String email)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/auth/signup"))
                  .header("Content-Type", "application/json")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "{\"email\": \"%s\", \"password\": \"a long enough passphrase\"}"
                              .formatted(email)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
      return answer;
    }
  }

  private static Outcome rollcall(String... words) throws IOException, InterruptedException {
    return rollcallReading("", words);
  }

  /**
   * @param typed what it finds on its standard input
   */
  private static Outcome rollcallReading(String typed, String... words)
      throws IOException, InterruptedException {
    Path input = Files.writeString(Files.createTempFile(temporary, "input", ".txt"), typed);
    List<String> command = new ArrayList<>(List.of(CHECKOUT.resolve("rollcall").toString()));
    command.addAll(List.of(words));
    Path output = Files.createTempFile(temporary, "output", ".txt");
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile());
    builder.environment().put("ROLLCALL_HOME", temporary.resolve("home").toString());
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    builder.environment().remove("QUARKUS_DATASOURCE_JDBC_URL");
    builder.environment().put("JAVA_OPTS", javaOptions);
    Process process = builder.start();
    assertThat(process.waitFor(150, TimeUnit.SECONDS)).as("%s ended", command).isTrue();
    return new Outcome(process.exitValue(), Files.readString(output).strip());
  }

  @Test
  @Order(1)
  void listsWhatARunningServerServes() throws Exception {
    var listed = rollcall("admin", "organizations", "ann@");

    assertThat(listed.exit()).as(listed.output()).isZero();
    assertThat(listed.output().lines()).hasSize(2);
    assertThat(listed.output()).contains("ann@example.com").doesNotContain("bob@example.com");
  }

  @Test
  @Order(2)
  void planIsShownChangedAndKept() throws Exception {
    assertThat(rollcall("admin", "plan", "1").output()).contains("seats               none");

    var changed = rollcall("admin", "plan", "1", "--seats", "3", "--ldap", "off");

    assertThat(changed.exit()).as(changed.output()).isZero();
    assertThat(rollcall("admin", "plan", "1").output())
        .contains("seats               3", "ldap                off", "sso                 on");
    assertThat(rollcall("admin", "organizations").output()).contains("1/3  ldap");
  }

  @Test
  @Order(3)
  void refusalIsOneSentence() throws Exception {
    var refused = rollcall("admin", "move-owner", "1", "bob@example.com");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.output().lines()).as(refused.output()).hasSize(1);
    assertThat(rollcall("admin", "plan", "4711").exit()).isEqualTo(1);
  }

  @Test
  @Order(4)
  void whatIsNotUnderstoodSaysWhatWouldBe() throws Exception {
    var unclear = rollcall("admin", "plan", "1", "--seats", "many");

    assertThat(unclear.exit()).isEqualTo(2);
    assertThat(unclear.output()).contains("--seats", "number");
    assertThat(rollcall("admin", "help").output())
        .contains(
            "organizations",
            "plan",
            "move-owner",
            "restore-organization",
            "purge-organization",
            "erase-user",
            "rotate-keys",
            "domain",
            "backup",
            "restore");
  }

  /** Starts the database for the command and stops it again. */
  @Test
  @Order(5)
  void worksWithoutAServer() throws Exception {
    rollcall("stop");

    var listed = rollcall("admin", "organizations");

    assertThat(listed.exit()).as(listed.output()).isZero();
    assertThat(listed.output()).contains("ann@example.com", "bob@example.com");
    assertThat(rollcall("status").output()).isEqualTo("Rollcall is not running.");
  }

  /** What the owner of an account does over HTTP. */
  private static HttpResponse<String> asks(
      HttpResponse<String> signedIn, String method, String path, String body)
      throws IOException, InterruptedException {
    var cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
              .header("Content-Type", "application/json")
              .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static long organization(HttpResponse<String> signedUp) {
    var id = java.util.regex.Pattern.compile("\"active_organization\":\\s*(\\d+)");
    var found = id.matcher(signedUp.body());
    assertThat(found.find()).as(signedUp.body()).isTrue();
    return Long.parseLong(found.group(1));
  }

  @Test
  @Order(6)
  void deletedOrganizationIsRestoredOrPurged() throws Exception {
    assertThat(rollcall("start", "--detach").exit()).isZero();
    var carol = signUp("carol@example.com");
    long id = organization(carol);
    var path = "/api/organizations/" + id;
    assertThat(rollcall("admin", "restore-organization", "" + id).output())
        .isEqualTo("No such deleted organization.");
    assertThat(asks(carol, "DELETE", path, "{\"title\": \"carol@example.com\"}").statusCode())
        .isEqualTo(204);

    assertThat(rollcall("admin", "organizations", "carol").output())
        .contains("deleted, purged on 20");
    assertThat(rollcall("admin", "restore-organization", "" + id))
        .isEqualTo(new Outcome(0, "carol@example.com is restored."));
    assertThat(asks(carol, "GET", path, "").statusCode()).isEqualTo(200);

    assertThat(asks(carol, "DELETE", path, "{\"title\": \"carol@example.com\"}").statusCode())
        .isEqualTo(204);
    var unconfirmed = rollcallReading("no\n", "admin", "purge-organization", "" + id);
    assertThat(unconfirmed.exit()).isEqualTo(1);
    assertThat(unconfirmed.output()).contains("Not confirmed; nothing was changed.");
    var purged = rollcallReading("carol@example.com\n", "admin", "purge-organization", "" + id);
    assertThat(purged.exit()).as(purged.output()).isZero();
    assertThat(purged.output()).contains("carol@example.com is gone: ");
    assertThat(rollcall("admin", "organizations", "carol").output().lines()).hasSize(1);
    assertThat(rollcall("admin", "restore-organization", "" + id).exit()).isEqualTo(1);
  }

  @Test
  @Order(7)
  void accountIsErasedUnlessItOwnsSomething() throws Exception {
    var owns = rollcall("admin", "erase-user", "bob@example.com", "--yes");
    assertThat(owns.exit()).isEqualTo(1);
    assertThat(owns.output().lines()).hasSize(1);
    assertThat(owns.output()).contains("bob@example.com (organization ", "move the ownership");

    // Carol's organization was purged.
    var erased = rollcall("admin", "erase-user", "Carol@example.com", "--yes");
    assertThat(erased.exit()).as(erased.output()).isZero();
    assertThat(rollcall("admin", "erase-user", "carol@example.com", "--yes").output())
        .isEqualTo("No such user.");
    signUp("carol@example.com");
  }

  @Test
  @Order(8)
  void keysRotateWhileTheServerRunsAndTheSecretKeyWhileItDoesNot() throws Exception {
    var dave = signUp("dave@example.com");
    var key = asks(dave, "GET", "/api/current-user/token", "").body();
    var secret = temporary.resolve("home/secrets/secret-key");
    var before = Files.readString(secret);

    var running = rollcall("admin", "rotate-keys");

    assertThat(running.exit()).as(running.output()).isZero();
    assertThat(running.output()).contains("signs tokens now", "legacy keys", "the same as before");
    assertThat(secret).content().isEqualTo(before);

    rollcall("stop");
    assertThat(rollcall("admin", "rotate-keys", "--help").exit()).isZero();
    assertThat(secret).content().isEqualTo(before);
    var stopped = rollcall("admin", "rotate-keys", "--now");

    assertThat(stopped.exit()).as(stopped.output()).isZero();
    assertThat(stopped.output()).contains("the older ones are gone", "is new: back it up");
    assertThat(secret).content().isNotEqualTo(before);
    assertThat(
            java.nio.file.attribute.PosixFilePermissions.toString(
                Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
    assertThat(temporary.resolve("home/secrets/previous-secret-keys")).doesNotExist();
    assertThat(rollcall("start", "--detach").exit()).isZero();
    assertThat(asks(dave, "GET", "/api/current-user/token", "").body())
        .as("read with the new key")
        .isEqualTo(key);
  }

  @Test
  @Order(9)
  void domainIsDeclaredListedAndWithdrawn() throws Exception {
    assertThat(rollcall("admin", "domain", "Example.COM", "1"))
        .isEqualTo(new Outcome(0, "example.com is a domain of ann@example.com now."));
    assertThat(rollcall("admin", "domain").output())
        .containsPattern("example\\.com +1 +20\\S+ +declared");
    assertThat(rollcall("admin", "domain", "example.com", "2").output())
        .isEqualTo("The domain example.com belongs to another organization.");
    assertThat(rollcall("admin", "domain", "com", "1").exit()).isEqualTo(2);
    assertThat(rollcall("admin", "domain", "example.com").exit()).isEqualTo(2);
    assertThat(rollcall("admin", "domain", "example.com", "--withdraw").exit()).isZero();
    assertThat(rollcall("admin", "domain").output()).doesNotContain("example.com");
  }

  @Test
  @Order(10)
  void configuredDomainIsTheOrganizationsForAsLongAsItIsConfigured() throws Exception {
    rollcall("stop");
    javaOptions = "-Drollcall.domains.\"acme.example\"=1";
    assertThat(rollcall("start", "--detach").exit()).isZero();
    assertThat(rollcall("admin", "domain").output())
        .containsPattern("acme\\.example +1 +20\\S+ +configured");
    assertThat(rollcall("admin", "domain", "acme.example", "--withdraw").output())
        .isEqualTo("Not possible while the domain is declared in the configuration.");

    rollcall("stop");
    javaOptions = "";
    assertThat(rollcall("start", "--detach").exit()).isZero();
    assertThat(rollcall("admin", "domain").output()).doesNotContain("acme.example");
  }
}
