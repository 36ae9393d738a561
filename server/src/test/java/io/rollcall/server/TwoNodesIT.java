package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two packaged servers on one database: what one of them ends, the other no longer serves, within a
 * second; what one of them counts, the other counts on.
 */
class TwoNodesIT {
  private static final String PASSWORD = "correct horse battery";
  private static final String NEW_PASSWORD = "another horse battery";
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path home;
  private static EmbeddedPostgres postgres;
  private static MailSink mail;
  private static Node one;
  private static Node other;
  private static int people;

  @BeforeAll
  static void startBoth() throws Exception {
    postgres =
        EmbeddedPostgres.start(
            new EmbeddedPostgres.Options(
                home, Path.of("target/postgres-binaries"), Map.of("fsync", "off"), progress -> {}));
    mail = new MailSink();
    one = Node.start("one");
    other = Node.start("other");
  }

  @AfterAll
  static void stopBoth() throws Exception {
    for (var node : new Node[] {one, other}) {
      if (node != null) {
        node.stop();
      }
    }
    mail.close();
    postgres.close();
  }

  /** A server process. */
  private record Node(Process process, int port) {
    static Node start(String name) throws Exception {
      int port;
      try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = socket.getLocalPort();
      }
      var builder =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-jar",
                  "target/quarkus-app/quarkus-run.jar")
              .redirectErrorStream(true)
              .redirectOutput(home.resolve(name + ".log").toFile());
      var environment = builder.environment();
      environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
      environment.put("ROLLCALL_HOME", home.resolve("none").toString());
      environment.put("QUARKUS_DATASOURCE_JDBC_URL", url());
      environment.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
      environment.put("QUARKUS_DATASOURCE_PASSWORD", superuserPassword());
      environment.put("ROLLCALL_SECRET_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE");
      environment.put("ROLLCALL_ABUSE_PER_ADDRESS", "60");
      environment.put("QUARKUS_MAILER_HOST", "127.0.0.1");
      environment.put("QUARKUS_MAILER_PORT", Integer.toString(mail.port()));
      environment.put("QUARKUS_MAILER_START_TLS", "DISABLED");
      var node = new Node(builder.start(), port);
      for (int tries = 0; tries < 300 && !node.isReady(); tries++) {
        assertThat(node.process.isAlive())
            .as(Files.readString(home.resolve(name + ".log")))
            .isTrue();
        node.process.waitFor(200, TimeUnit.MILLISECONDS);
      }
      return node;
    }

    private boolean isReady() throws InterruptedException {
      try {
        return send("GET", "/q/health/ready", null, "", "").statusCode() == 200;
      } catch (IOException e) {
        return false; // Not listening yet.
      }
    }

    HttpResponse<String> send(
        String method, String path, @Nullable String body, String header, String value)
        throws IOException, InterruptedException {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .method(
                  method,
                  body == null
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(body));
      if (body != null) {
        request.header("Content-Type", "application/json");
      }
      if (!header.isEmpty()) {
        request.header(header, value);
      }
      try (var client = HttpClient.newHttpClient()) {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      }
    }

    void stop() throws InterruptedException {
      process.destroy();
      process.waitFor(30, TimeUnit.SECONDS);
    }
  }

  private static String url() {
    return "jdbc:postgresql://127.0.0.1:" + postgres.access().port() + "/rollcall";
  }

  private static String superuserPassword() throws IOException {
    return Files.readString(home.resolve("secrets/postgres-superuser")).strip();
  }

  /** Somebody signed in, through one node. */
  private record Person(long id, String email, String session, long organization) {
    HttpResponse<String> asks(Node node, String method, String path, @Nullable String body)
        throws IOException, InterruptedException {
      return node.send(method, path, body, "Cookie", "rollcall_session=" + session);
    }

    String key() throws IOException, InterruptedException {
      return json(asks(one, "GET", "/api/current-user/token", null)).get("detail").asText();
    }

    /** The same person with a second browser. */
    Person again() throws IOException, InterruptedException {
      return new Person(id, email, cookie(signIn(one, email, PASSWORD)), organization);
    }
  }

  private static Person signUp() throws IOException, InterruptedException {
    var email = "person" + ++people + "@example.com";
    var answer =
        one.send(
            "POST",
            "/api/auth/signup",
            "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD),
            "",
            "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    var account = json(answer);
    return new Person(
        account.get("id").asLong(),
        email,
        cookie(answer),
        account.get("active_organization").asLong());
  }

  private static HttpResponse<String> signIn(Node node, String email, String password)
      throws IOException, InterruptedException {
    return node.send(
        "POST",
        "/api/auth/login",
        "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password),
        "",
        "");
  }

  private static String cookie(HttpResponse<String> answer) {
    var set = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return set.substring(set.indexOf('=') + 1, set.indexOf(';'));
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  /** A member of the owner's organization who works in it now, with a browser and an API key. */
  private static Person memberOf(Person owner) throws Exception {
    var member = signUp();
    try (var connection = DriverManager.getConnection(url(), "postgres", superuserPassword());
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into membership (organization_id, user_id, id, role, entitled_role, rule, source, seated,
            entitled_since, joined_at)
          values (%d, %d, %d, 'AN', 'AN', 'manual-pin', 'manual', true, now(), now());
          insert into access_grant (organization_id, id, user_id, target, role, source, by_user, recorded_by, since)
          values (%1$d, %3$d, %2$d, 'role', 'AN', 'manual', %4$d, 'system', now());
          update organization set member_count = member_count + 1, seats_taken = seats_taken + 1 where id = %1$d"""
              .formatted(owner.organization(), member.id(), -member.id(), owner.id())
              .replace("-" + member.id(), "9" + member.id()));
    }
    var switched =
        member.asks(
            one,
            "PATCH",
            "/api/current-user",
            "{\"active_organization\": %d}".formatted(owner.organization()));
    assertThat(switched.statusCode()).as(switched.body()).isEqualTo(200);
    return new Person(member.id(), member.email(), member.session(), owner.organization());
  }

  @FunctionalInterface
  private interface Asked {
    HttpResponse<String> send() throws IOException, InterruptedException;
  }

  /** The node answers with that status no later than a second from now. */
  private static void soon(int status, Asked asked) throws Exception {
    var until = Instant.now().plus(SOON);
    int last;
    do {
      last = asked.send().statusCode();
    } while (last != status && Instant.now().isBefore(until));
    assertThat(last).isEqualTo(status);
  }

  private static void isServed(Person person) throws Exception {
    soon(200, () -> person.asks(other, "GET", "/api/current-user/whoami", null));
  }

  private static void isNoLongerServed(Person person) throws Exception {
    soon(401, () -> person.asks(other, "GET", "/api/current-user/whoami", null));
  }

  private static HttpResponse<String> byKey(String key) throws IOException, InterruptedException {
    return other.send("GET", "/api/organizations/", null, "X-API-Key", key);
  }

  private static void ended(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
  }

  /** The activity log is written after the answers; nothing of it is lost when a node ends. */
  @Test
  void nodeThatIsToldToStopWritesItsActivityFirst() throws Exception {
    var ann = signUp();
    var third = Node.start("third");
    for (int i = 0; i < 40; i++) {
      ended(ann.asks(third, "POST", "/api/workspaces/", "{\"title\": \"Number %d\"}".formatted(i)));
    }
    third.stop();

    assertThat(third.process().isAlive()).isFalse();
    var log =
        json(ann.asks(one, "GET", "/api/activity-logs/?search=workspaces&page_size=100", null));
    assertThat(log.get(0).get("data")).hasSize(40);
    assertThat(log.get(0).get("recordsFiltered").asInt()).isEqualTo(40);
  }

  @Test
  void signingOutEndsTheSessionOnTheOtherNode() throws Exception {
    var ann = signUp();
    isServed(ann);
    ended(ann.asks(one, "POST", "/api/auth/logout", null));
    isNoLongerServed(ann);
  }

  @Test
  void signingOutEverywhereEndsAllSessionsOnTheOtherNode() throws Exception {
    var ann = signUp();
    var again = ann.again();
    isServed(again);
    ended(ann.asks(one, "DELETE", "/api/auth/sessions/", null));
    isNoLongerServed(ann);
    isNoLongerServed(again);
  }

  @Test
  void changedPasswordEndsTheOtherSessionsOnTheOtherNode() throws Exception {
    var ann = signUp();
    var again = ann.again();
    isServed(again);
    ended(
        ann.asks(
            one,
            "POST",
            "/api/auth/password/change",
            "{\"old_password\": \"%s\", \"password\": \"%s\"}".formatted(PASSWORD, NEW_PASSWORD)));
    isNoLongerServed(again);
    isServed(ann);
    assertThat(signIn(other, ann.email(), PASSWORD).statusCode()).isEqualTo(401);
    assertThat(signIn(other, ann.email(), NEW_PASSWORD).statusCode()).isEqualTo(200);
  }

  private static void hasNoAccess(Person member, String key, int status) throws Exception {
    var path = "/api/organizations/" + member.organization();
    soon(status, () -> member.asks(other, "GET", path, null));
    soon(401, () -> byKey(key));
  }

  @Test
  void deactivationEndsAccessOnTheOtherNode() throws Exception {
    var owner = signUp();
    var ann = memberOf(owner);
    var key = ann.key();
    assertThat(byKey(key).statusCode()).isEqualTo(200);
    ended(
        owner.asks(
            one,
            "PATCH",
            "/api/organizations/%d/memberships".formatted(owner.organization()),
            "{\"user_id\": %d, \"role\": \"DI\"}".formatted(ann.id())));
    hasNoAccess(ann, key, 403);
  }

  @Test
  void deletionEndsAccessOnTheOtherNode() throws Exception {
    var owner = signUp();
    var ann = memberOf(owner);
    var key = ann.key();
    assertThat(byKey(key).statusCode()).isEqualTo(200);
    ended(
        owner.asks(
            one,
            "DELETE",
            "/api/organizations/%d/memberships/%d/".formatted(owner.organization(), ann.id()),
            null));
    hasNoAccess(ann, key, 404);
  }

  @Test
  void leavingEndsAccessOnTheOtherNode() throws Exception {
    var owner = signUp();
    var ann = memberOf(owner);
    var key = ann.key();
    assertThat(byKey(key).statusCode()).isEqualTo(200);
    ended(
        ann.asks(one, "POST", "/api/organizations/%d/leave".formatted(owner.organization()), null));
    hasNoAccess(ann, key, 404);
  }

  @Test
  void deletingAnOrganizationEndsItForEverybodyOnTheOtherNode() throws Exception {
    var owner = signUp();
    var ann = memberOf(owner);
    var key = ann.key();
    var path = "/api/organizations/" + owner.organization();
    assertThat(byKey(key).statusCode()).isEqualTo(200);
    assertThat(ann.asks(other, "GET", path, null).statusCode()).isEqualTo(200);
    ended(owner.asks(one, "DELETE", path, "{\"title\": \"%s\"}".formatted(owner.email())));
    hasNoAccess(ann, key, 404);
    hasNoAccess(owner, key, 404);
    isServed(ann);
    isServed(owner);
    var whoami = json(owner.asks(other, "GET", "/api/current-user/whoami", null));
    assertThat(whoami.get("active_organization").isNull()).isTrue();
    var back =
        owner.asks(
            other,
            "PATCH",
            "/api/current-user",
            "{\"active_organization\": %d}".formatted(owner.organization()));
    assertThat(back.statusCode()).isIn(400, 404);
  }

  @Test
  void failedLoginsOfBothNodesAreCountedTogether() throws Exception {
    var ann = signUp();
    for (int i = 0; i < 10; i++) {
      var node = i % 2 == 0 ? one : other;
      assertThat(signIn(node, ann.email(), "wrong horse").statusCode()).isEqualTo(401);
    }
    for (var node : new Node[] {one, other}) {
      var refused = signIn(node, ann.email(), PASSWORD);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
          .isBetween(1, 90);
    }
    isServed(ann);
  }

  private static HttpResponse<String> byAccess(Node node, String access)
      throws IOException, InterruptedException {
    return node.send("GET", "/api/organizations/", null, "Authorization", "Bearer " + access);
  }

  private static HttpResponse<String> tokens(Node node, String operation, String refresh)
      throws IOException, InterruptedException {
    return node.send(
        "POST",
        "/api/token/%s/".formatted(operation),
        "{\"refresh\": \"%s\"}".formatted(refresh),
        "",
        "");
  }

  @Test
  void tokenOfOneNodeOpensTheOtherUntilItIsBlacklisted() throws Exception {
    var ann = signUp();
    var token = json(ann.asks(one, "POST", "/api/token/", null)).get("token").asText();
    var access = json(tokens(other, "refresh", token)).get("access").asText();
    for (var node : new Node[] {one, other}) {
      assertThat(byAccess(node, access).statusCode()).isEqualTo(200);
    }

    ended(ann.asks(one, "POST", "/api/token/blacklist/", "{\"refresh\": \"%s\"}".formatted(token)));

    soon(401, () -> byAccess(other, access));
    soon(401, () -> tokens(other, "refresh", token));
  }

  @Test
  void accessTokenDiesWithItsHoldersAccessOnTheOtherNode() throws Exception {
    var owner = signUp();
    var ann = memberOf(owner);
    var token = json(ann.asks(one, "POST", "/api/token/", null)).get("token").asText();
    var access = json(tokens(one, "refresh", token)).get("access").asText();
    assertThat(byAccess(other, access).statusCode()).isEqualTo(200);

    ended(
        owner.asks(
            one,
            "PATCH",
            "/api/organizations/%d/memberships".formatted(owner.organization()),
            "{\"user_id\": %d, \"role\": \"DI\"}".formatted(ann.id())));

    soon(401, () -> byAccess(other, access));
    soon(401, () -> tokens(other, "refresh", token));
  }

  /** Though sixty attempts from one address are all that may fail. */
  @Test
  void requestsWithATokenAreNeverThrottled() throws Exception {
    var ann = signUp();
    var key = ann.key();
    var token = json(ann.asks(one, "POST", "/api/token/", null)).get("token").asText();
    var access = json(tokens(one, "refresh", token)).get("access").asText();
    var statuses = new java.util.concurrent.ConcurrentHashMap<Integer, Integer>();
    try (var client = HttpClient.newHttpClient();
        var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 1200; i++) {
        var authorization = i % 2 == 0 ? "Token " + key : "Bearer " + access;
        threads.submit(
            () ->
                statuses.merge(
                    client
                        .send(
                            HttpRequest.newBuilder(
                                    URI.create(
                                        "http://127.0.0.1:%d/api/organizations/"
                                            .formatted(one.port())))
                                .header("Authorization", authorization)
                                .build(),
                            HttpResponse.BodyHandlers.discarding())
                        .statusCode(),
                    1,
                    Integer::sum));
      }
    }
    assertThat(statuses).containsExactly(Map.entry(200, 1200));
  }

  private static void invite(Person owner, Node node, String emails) throws Exception {
    var sent =
        owner.asks(node, "POST", "/api/invite/send-email", "{\"emails\": [%s]}".formatted(emails));
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
  }

  /** What the organization says became of its letters, in the order of ids. */
  private static List<String> deliveries(Person owner) throws Exception {
    return json(owner.asks(one, "GET", "/api/invite/pending?page_size=100", null))
        .get("results")
        .findValuesAsText("delivery");
  }

  private static void eventually(Callable<Boolean> expected) throws Exception {
    var until = Instant.now().plusSeconds(30);
    while (!expected.call() && Instant.now().isBefore(until)) {
      Thread.sleep(50);
    }
    assertThat(expected.call()).isTrue();
  }

  @Test
  void everyLetterLeavesOnceWhicheverNodeCarriesIt() throws Exception {
    var owner = signUp();
    var addresses =
        IntStream.range(0, 30).mapToObj(i -> "once%d@example.com".formatted(i)).toList();
    for (int i = 0; i < 30; i += 15) {
      invite(
          owner,
          i == 0 ? one : other,
          addresses.subList(i, i + 15).stream()
              .map("\"%s\""::formatted)
              .collect(Collectors.joining(",")));
    }

    eventually(() -> deliveries(owner).equals(Collections.nCopies(30, "sent")));
    assertThat(mail.arrived.stream().filter(to -> to.startsWith("once")))
        .containsExactlyInAnyOrderElementsOf(addresses);
  }

  @Test
  void letterOfANodeThatIsKilledWithItLeavesByAnother() throws Exception {
    var owner = signUp();
    var victim = Node.start("victim");
    mail.hold(true);
    try {
      signal("STOP", one, other); // the letter is to be the victim's
      invite(owner, victim, "\"survivor@example.com\"");
      eventually(() -> mail.named.contains("survivor@example.com"));
      victim.process().destroyForcibly().waitFor();
    } finally {
      signal("CONT", one, other);
      mail.hold(false);
    }
    assertThat(mail.arrived).doesNotContain("survivor@example.com");
    assertThat(deliveries(owner)).containsExactly("queued");

    // As if two minutes had passed, in which the victim might have come to its end.
    try (var connection = DriverManager.getConnection(url(), "postgres", superuserPassword());
        var statement = connection.createStatement()) {
      statement.execute("update letter set due_at = now()");
    }

    eventually(() -> deliveries(owner).equals(List.of("sent")));
    assertThat(mail.arrived).containsOnlyOnce("survivor@example.com");
  }

  private static void signal(String signal, Node... nodes) throws Exception {
    for (var node : nodes) {
      assertThat(
              new ProcessBuilder("kill", "-" + signal, String.valueOf(node.process().pid()))
                  .start()
                  .waitFor())
          .isZero();
    }
  }
}
