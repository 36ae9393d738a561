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
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * ./rollcall admin backup and restore, on the embedded database, as an operator uses them. In
 * order.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupIT {
  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  private static final String PASSWORD = "a long enough passphrase";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Encrypted with a fresh nonce, and after a restore under another key: they never look alike. */
  private static final Set<String> SECRETS =
      Set.of(
          "identity_provider.secret",
          "invitation_link.encrypted",
          "signing_key.encrypted",
          "legacy_token.encrypted");

  @TempDir static Path temporary;
  private static Path backup;
  private static int port;
  private static String key = "";

  private record Outcome(int exit, String output) {}

  @BeforeAll
  static void fillAndSave() throws Exception {
    Files.setLastModifiedTime(
        Path.of("target/quarkus-app/quarkus-run.jar"), FileTime.from(Instant.now()));
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    backup = temporary.resolve("rollcall.backup");
    assertThat(rollcall("source", Map.of(), "start", "--detach").exit()).isZero();
    var session = cookie(post("/api/auth/signup", null, account("ann@example.com")));
    post("/api/auth/signup", null, account("bob@example.com"));
    post("/api/workspaces/", session, "{\"title\": \"Tabs\\t, lines\\n and \\\\N\"}");
    post(
        "/api/ldap/directories/",
        session,
        """
        {"title": "Head office", "urls": ["ldaps://ldap.example.com"], "bind_dn": "cn=reader", "bind_password": "very secret",
         "users": {"bases": ["dc=example,dc=com"]}, "groups": {"bases": ["dc=example,dc=com"]},
         "roles_groups": [["Annotator", "annotators"]]}""");
    post("/api/token/", session, "{\"scope\": \"all\"}");
    key = read("/api/current-user/token", session).get("detail").asText();

    var saved = rollcall("source", Map.of(), "admin", "backup", backup.toString());

    assertThat(saved.exit()).as(saved.output()).isZero();
    assertThat(saved.output()).contains("app_user", "holds the secret key", "0600");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
        .isEqualTo("rw-------");
  }

  @AfterAll
  static void stop() throws Exception {
    for (var home : List.of("source", "target")) {
      rollcall(home, Map.of(), "stop");
    }
  }

  private static Outcome rollcall(String home, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(CHECKOUT.resolve("rollcall").toString()));
    command.addAll(List.of(words));
    Path output = Files.createTempFile(temporary, "output", ".txt");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("ROLLCALL_HOME", temporary.resolve(home).toString());
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    builder.environment().remove("QUARKUS_DATASOURCE_JDBC_URL");
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(150, TimeUnit.SECONDS)).as("%s ended", command).isTrue();
    return new Outcome(process.exitValue(), Files.readString(output).strip());
  }

  private static String account(String email) {
    return "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD);
  }

  private static HttpResponse<String> send(
      String method, String path, String header, String value, @Nullable String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!value.isEmpty()) {
      request.header(header, value);
    }
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static HttpResponse<String> post(String path, @Nullable String session, String body)
      throws IOException, InterruptedException {
    var answer =
        send("POST", path, "Cookie", session == null ? "" : "rollcall_session=" + session, body);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 299);
    return answer;
  }

  private static JsonNode read(String path, String session)
      throws IOException, InterruptedException {
    return JSON.readTree(send("GET", path, "Cookie", "rollcall_session=" + session, null).body());
  }

  private static String cookie(HttpResponse<String> answer) {
    var set = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return set.substring(set.indexOf('=') + 1, set.indexOf(';'));
  }

  @Test
  @Order(1)
  void existingFileIsNeverOverwritten() throws Exception {
    var again = rollcall("source", Map.of(), "admin", "backup", backup.toString());

    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.output())
        .isEqualTo("The file " + backup + " exists already: choose another name.");
  }

  @Test
  @Order(2)
  void runningServerIsNotRestoredUnder() throws Exception {
    var refused = rollcall("source", Map.of(), "admin", "restore", backup.toString(), "--replace");

    assertThat(refused)
        .isEqualTo(new Outcome(1, "Rollcall is running: stop it first (./rollcall stop)."));
  }

  @Test
  @Order(3)
  void damagedFileIsOneSentenceAndTouchesNothing() throws Exception {
    rollcall("source", Map.of(), "stop");
    byte[] whole = Files.readAllBytes(backup);
    byte[] changed = whole.clone();
    for (int i = whole.length / 3; i < whole.length / 3 + 64; i++) {
      changed[i] ^= 0x55;
    }
    var damaged = Files.write(temporary.resolve("damaged"), changed);
    var cut =
        Files.write(temporary.resolve("cut"), java.util.Arrays.copyOf(whole, whole.length / 2));
    var other = Files.writeString(temporary.resolve("other"), "no backup at all");

    for (var file : List.of(damaged, cut, other)) {
      var refused = rollcall("untouched", Map.of(), "admin", "restore", file.toString());
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.output().lines()).as(refused.output()).hasSize(1);
      assertThat(refused.output()).contains(file.toString(), "damaged or cut off");
    }
    assertThat(temporary.resolve("untouched/postgres")).doesNotExist();
    assertThat(rollcall("untouched", Map.of(), "admin", "restore", "nowhere").output())
        .isEqualTo("There is no file nowhere that can be read.");
  }

  @Test
  @Order(4)
  void rowsThatAreNotThoseThatWereSavedAreNoticed() throws Exception {
    var forged = copy("forged");
    try (var zip = FileSystems.newFileSystem(forged)) {
      var people = zip.getPath("tables/app_user");
      Files.writeString(
          people,
          Files.readString(people).replace("ann@example.com", "eve@example.com"),
          StandardCharsets.UTF_8);
    }

    var refused = rollcall("untouched", Map.of(), "admin", "restore", forged.toString());

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.output()).contains("the rows of app_user are not those that were saved");
  }

  @Test
  @Order(5)
  void fileOfANewerVersionIsOneSentence() throws Exception {
    var newer = edited("newer", "\"format\" : 1", "\"format\" : 2");
    assertThat(rollcall("untouched", Map.of(), "admin", "restore", newer.toString()).output())
        .contains("was made by a newer Rollcall", "restore it with that one");

    var other = edited("other-schema", "\"checksum\" : -?\\d+", "\"checksum\" : 1");
    var refused = rollcall("elsewhere", Map.of(), "admin", "restore", other.toString());
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.output()).contains("whose tables are others");
  }

  private static Path copy(String name) throws IOException {
    return Files.copy(
        backup, temporary.resolve(name + ".zip"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path edited(String name, String old, String changed) throws IOException {
    var file = copy(name);
    try (var zip = FileSystems.newFileSystem(file)) {
      var manifest = zip.getPath("manifest.json");
      var text = Files.readString(manifest);
      assertThat(text).containsPattern(old);
      Files.writeString(manifest, text.replaceFirst(old, changed));
    }
    return file;
  }

  @Test
  @Order(6)
  void restoredDatabaseHasEveryRowOfEveryTable() throws Exception {
    var restored = rollcall("target", Map.of(), "admin", "restore", backup.toString());

    assertThat(restored.exit()).as(restored.output()).isZero();
    assertThat(restored.output()).contains("Restored: ", "secrets encrypted anew");
    var before = rows("source");
    var after = rows("target");
    assertThat(before.keySet())
        .contains("app_user", "membership", "identity_provider", "api_token");
    assertThat(before.get("app_user")).hasSize(2);
    assertThat(after).isEqualTo(before);
  }

  @Test
  @Order(7)
  void whatIsThereIsNotMixedWithABackup() throws Exception {
    var refused = rollcall("target", Map.of(), "admin", "restore", backup.toString());

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.output()).contains("is not empty", "--replace");
    assertThat(rows("target")).isEqualTo(rows("source"));

    var replaced = rollcall("target", Map.of(), "admin", "restore", "--replace", backup.toString());
    assertThat(replaced.exit()).as(replaced.output()).isZero();
    assertThat(rows("target")).isEqualTo(rows("source"));
  }

  /** Sequences go on where they were, and secrets are read with the key of the new folder. */
  @Test
  @Order(8)
  void restoredServerServesAsBefore() throws Exception {
    var started = rollcall("target", Map.of(), "start", "--detach");
    assertThat(started.exit()).as(started.output()).isZero();

    var session = cookie(post("/api/auth/login", null, account("ann@example.com")));
    assertThat(read("/api/current-user/token", session).get("detail").asText()).isEqualTo(key);
    assertThat(
            send("GET", "/api/ldap/directories/", "Authorization", "Token " + key, null)
                .statusCode())
        .isEqualTo(200);
    post("/api/auth/signup", null, account("carol@example.com"));
    post("/api/workspaces/", session, "{\"title\": \"New\"}");
    assertThat(temporary.resolve("target/secrets/previous-secret-keys")).doesNotExist();
    assertThat(temporary.resolve("target/secrets/secret-key"))
        .content()
        .isNotEqualTo(Files.readString(temporary.resolve("source/secrets/secret-key")));
    rollcall("target", Map.of(), "stop");
  }

  /** Where the operator keeps the key, the file does not hold it. */
  @Test
  @Order(9)
  void backupUnderAnotherKeyNeedsThatKey() throws Exception {
    var own =
        Map.of(
            "ROLLCALL_SECRET_KEY",
            Files.readString(temporary.resolve("source/secrets/secret-key")).strip());
    var file = temporary.resolve("keyless").toString();
    assertThat(rollcall("source", own, "admin", "backup", file).exit()).isZero();
    // The folder still has that key; elsewhere it would be the environment's alone.
    var keyless = edited("without-key", "\"holdsKey\" : true", "\"holdsKey\" : false");
    try (var zip = FileSystems.newFileSystem(keyless)) {
      Files.delete(zip.getPath("secret-key"));
    }
    var foreign = Map.of("ROLLCALL_SECRET_KEY", "another secret key of 32 characters or more");

    var refused = rollcall("foreign", foreign, "admin", "restore", keyless.toString());

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.output())
        .contains("another rollcall.secret-key", "ROLLCALL_PREVIOUS_SECRET_KEYS");

    var both =
        Map.of(
            "ROLLCALL_SECRET_KEY",
            foreign.get("ROLLCALL_SECRET_KEY"),
            "ROLLCALL_PREVIOUS_SECRET_KEYS",
            own.get("ROLLCALL_SECRET_KEY"));
    var restored = rollcall("foreign", both, "admin", "restore", keyless.toString());
    assertThat(restored.exit()).as(restored.output()).isZero();
  }

  /**
   * Every table of the schema as lines, by what the database itself says that it has; without those
   * that are made from others.
   */
  private static Map<String, List<String>> rows(String home) throws SQLException, IOException {
    var folder = temporary.resolve(home);
    try (var postgres = EmbeddedPostgres.start(EmbeddedPostgres.Options.in(folder, line -> {}));
        var connection =
            DriverManager.getConnection(
                postgres.access().jdbcUrl(),
                "postgres",
                Files.readString(folder.resolve("secrets/postgres-superuser")).strip())) {
      var rows = new TreeMap<String, List<String>>();
      for (var table :
          lines(
              connection,
              """
              select table_name from information_schema.tables
              where table_schema = 'public'
                and table_name not in ('flyway_schema_history', 'search_text', 'search_pending')""")) {
        var columns =
            lines(
                    connection,
                    "select column_name from information_schema.columns where table_schema = 'public' and table_name = '"
                        + table
                        + "' order by 1")
                .stream()
                .filter(column -> !SECRETS.contains(table + "." + column))
                .toList();
        rows.put(
            table,
            lines(
                connection,
                "select row(%s)::text from %s order by 1"
                    .formatted(String.join(", ", columns), table)));
      }
      rows.put(
          "sequences",
          lines(
              connection,
              "select sequencename || coalesce(last_value, 0) from pg_sequences where schemaname = 'public' order by 1"));
      return rows;
    }
  }

  private static List<String> lines(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var lines = new ArrayList<String>();
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return lines;
    }
  }
}
