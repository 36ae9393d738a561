package io.rollcall.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  @TempDir static Path created;

  @TempDir Path home;

  private final List<String> progress = new ArrayList<>();

  /** Creating a database takes seconds of a processor; copying one does not. */
  @BeforeAll
  static void createOne() {
    EmbeddedPostgres.start(options(created, new ArrayList<>())).close();
  }

  @BeforeEach
  void copyIt() throws IOException {
    try (Stream<Path> paths = Files.walk(created)) {
      for (Path path : paths.filter(path -> !path.equals(created)).toList()) {
        Files.copy(
            path,
            home.resolve(created.relativize(path)),
            StandardCopyOption.COPY_ATTRIBUTES,
            LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(options(home, progress));
  }

  static EmbeddedPostgres.Options options(Path home, List<String> progress) {
    return new EmbeddedPostgres.Options(
        home, Path.of("target/postgres-binaries"), Map.of("fsync", "off"), progress::add);
  }

  private static Connection asOwner(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(
        postgres.access().jdbcUrl(), EmbeddedPostgres.OWNER, postgres.access().ownerPassword());
  }

  private static Connection asApplication(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(
        postgres.access().jdbcUrl(),
        EmbeddedPostgres.APPLICATION,
        postgres.access().applicationPassword());
  }

  private static String ask(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static void tell(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void keepsItsDataAcrossRestarts() throws SQLException {
    try (var postgres = start();
        var owner = asOwner(postgres)) {
      tell(owner, "create table kept as select 'yes' as answer");
    }
    try (var postgres = start();
        var owner = asOwner(postgres)) {
      assertThat(ask(owner, "select answer from kept")).isEqualTo("yes");
    }
    assertThat(home.resolve("postgres/data-17/postmaster.pid")).doesNotExist();
  }

  @Test
  void givesTheApplicationNoPowers() throws SQLException {
    try (var postgres = start();
        var application = asApplication(postgres)) {
      assertThat(
              ask(
                  application,
                  "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles"
                      + " where rolname = current_user"))
          .isEqualTo("f");
      assertThatThrownBy(() -> tell(application, "create table mine (id int)"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void wantsAPasswordFromEverybody() {
    try (var postgres = start()) {
      for (String user :
          List.of("postgres", EmbeddedPostgres.OWNER, EmbeddedPostgres.APPLICATION)) {
        assertThatThrownBy(
                () -> DriverManager.getConnection(postgres.access().jdbcUrl(), user, "guess"))
            .hasMessageContaining("password authentication failed");
      }
    }
  }

  @Test
  void listensOnLoopbackOnlyAndSpeaksUtf8() throws SQLException {
    try (var postgres = start();
        var owner = asOwner(postgres)) {
      assertThat(ask(owner, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(owner, "show server_encoding")).isEqualTo("UTF8");
      assertThat(ask(owner, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(owner, "select lower('ÅSA')")).isEqualTo("åsa");
    }
  }

  @Test
  void keepsItsSecretsToTheirOwner() throws IOException {
    try (Stream<Path> secrets = Files.list(home.resolve("secrets"))) {
      assertThat(secrets)
          .hasSize(3)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void refusesAFolderThatAnotherRollcallUses() {
    try (var postgres = start()) {
      assertThat(postgres.access().port()).isPositive();
      assertThatThrownBy(this::start)
          .isInstanceOf(StartRefused.class)
          .hasMessageStartingWith("Another Rollcall already runs on the data folder " + home)
          .hasMessageContaining("(process " + ProcessHandle.current().pid() + ")");
    }
  }

  @Test
  void stopsWhatAKilledRollcallLeftBehind() throws Exception {
    Process killed =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Killed.class.getName(),
                home.toString())
            .inheritIO()
            .start();
    assertThat(killed.waitFor(60, TimeUnit.SECONDS)).isTrue();
    long leftover =
        Long.parseLong(
            Files.readAllLines(home.resolve("postgres/data-17/postmaster.pid")).getFirst().strip());
    assertThat(commandLine(leftover)).contains(home.toString());

    try (var postgres = start();
        var owner = asOwner(postgres)) {
      assertThat(commandLine(leftover)).doesNotContain(home.toString());
      assertThat(progress).anyMatch(line -> line.contains("(process " + leftover + ")"));
      assertThat(ask(owner, "select answer from kept")).isEqualTo("yes");
    }
  }

  private static String commandLine(long process) {
    return ProcessHandle.of(process).flatMap(it -> it.info().commandLine()).orElse("");
  }

  /** Starts a database and dies without a word, as by kill -9. */
  static final class Killed {
    private Killed() {}

    public static void main(String[] arguments) throws SQLException {
      var postgres = EmbeddedPostgres.start(options(Path.of(arguments[0]), new ArrayList<>()));
      try (var owner = asOwner(postgres)) {
        tell(owner, "create table kept as select 'yes' as answer");
      }
      Runtime.getRuntime().halt(137);
    }
  }

  @Test
  void startsOverAPidFileWhoseNumberIsAnotherProcess() throws IOException {
    Files.writeString(
        home.resolve("postgres/data-17/postmaster.pid"),
        ProcessHandle.current().pid() + "\n" + home + "\n");
    start().close();
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  @Test
  void startsOverACreationThatWasCutOff() throws IOException {
    PostgresBinaries.deleteTree(home.resolve("postgres/data-17"));
    Files.createDirectories(home.resolve("postgres/creating/data/base"));
    start().close();
    assertThat(home.resolve("postgres/data-17/PG_VERSION")).exists();
    assertThat(home.resolve("postgres/creating")).doesNotExist();
  }

  @Test
  void saysInOneSentenceThatAFolderIsBroken() throws IOException {
    PostgresBinaries.deleteTree(home.resolve("postgres/data-17/global"));
    assertRefused("does not start: could not");
    Files.delete(home.resolve("postgres/data-17/PG_VERSION"));
    assertRefused("holds no database (PG_VERSION is missing)");
  }

  @Test
  void saysThatAnotherMajorReleaseMadeTheData() throws IOException {
    Files.writeString(home.resolve("postgres/data-17/PG_VERSION"), "16\n");
    assertRefused("is of PostgreSQL 16, and this Rollcall carries 17");
  }

  @Test
  void saysThatThePasswordFileIsMissing() throws IOException {
    Files.delete(home.resolve("secrets/postgres-superuser"));
    assertRefused("secrets/postgres-superuser of the database is missing");
  }

  @Test
  void saysThatTheDataFolderIsAFile() throws IOException {
    home = Files.writeString(home.resolve("file"), "");
    assertRefused("cannot be used");
  }

  private void assertRefused(String words) {
    assertThatThrownBy(this::start)
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(words)
        .message()
        .doesNotContain("\n")
        .endsWith(".");
  }

  @Test
  void knowsTheArchiveOfEachSystem() {
    assertThat(PostgresBinaries.archiveName("Linux", "amd64"))
        .isEqualTo("postgres-linux-x86_64.txz");
    assertThat(PostgresBinaries.archiveName("Linux", "aarch64"))
        .isEqualTo("postgres-linux-arm_64.txz");
    assertThat(PostgresBinaries.archiveName("Mac OS X", "aarch64"))
        .isEqualTo("postgres-darwin-arm_64.txz");
    assertThat(PostgresBinaries.archiveName("Mac OS X", "x86_64"))
        .isEqualTo("postgres-darwin-x86_64.txz");
    for (String archive :
        List.of("linux-x86_64", "linux-arm_64", "darwin-x86_64", "darwin-arm_64")) {
      assertThat(PostgresBinaries.class.getResource("/postgres-" + archive + ".txz")).isNotNull();
    }
  }
}
