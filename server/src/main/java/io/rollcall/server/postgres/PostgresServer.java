package io.rollcall.server.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One data folder and the server process on it, driven by initdb and pg_ctl. Whoever uses this
 * holds the folder's lock.
 *
 * <p>The server is no child of ours in the terminal's eyes (pg_ctl gives it a session of its own),
 * so Ctrl-C reaches Rollcall alone, which drains first and stops PostgreSQL last.
 */
final class PostgresServer {
  static final String SUPERUSER = "postgres";

  /** What a small server needs; postgresql.conf in the data folder is the operator's to change. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("password_encryption", "scram-sha-256"),
          Map.entry("max_connections", "100"),
          Map.entry("shared_buffers", "256MB"),
          Map.entry("effective_cache_size", "1GB"),
          Map.entry("max_wal_size", "2GB"),
          // A sync writes its rows in one transaction: room for its log, and a process beside it
          // that writes the log out meanwhile, take a fifth off storing fifty thousand people.
          Map.entry("wal_buffers", "64MB"),
          Map.entry("wal_writer_delay", "20ms"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("random_page_cost", "1.1"),
          Map.entry("jit", "off"),
          Map.entry("timezone", "UTC"),
          Map.entry("log_timezone", "UTC"),
          // Errors are the application's to report, and their statements may hold personal data.
          Map.entry("log_min_messages", "log"),
          Map.entry("log_min_error_statement", "panic"),
          Map.entry("log_checkpoints", "off"));

  private static final String SECONDS_TO_WAIT = "60";

  private final Path folder;
  private final Path data;
  private final Path log;
  private final Path binaries;
  private final PostgresAccount account;
  private final Consumer<String> progress;
  private int port;

  static Path dataIn(Path folder) {
    return folder.resolve("data-" + PostgresBinaries.MAJOR);
  }

  PostgresServer(Path folder, Path binaries, PostgresAccount account, Consumer<String> progress) {
    this.folder = folder;
    this.data = dataIn(folder);
    this.log = folder.resolve("postgres.log");
    this.binaries = binaries;
    this.account = account;
    this.progress = progress;
  }

  Path data() {
    return data;
  }

  int port() {
    return port;
  }

  boolean hasData() {
    return Files.exists(data);
  }

  /**
   * Creates the data folder. A creation that was cut off leaves nothing under the name that the
   * next start looks for.
   */
  void create(String superuserPassword, Map<String, String> settings) throws IOException {
    progress.accept("Creating a database in " + data);
    Path creating = folder.resolve("creating");
    if (Files.exists(creating)) {
      PostgresBinaries.deleteTree(creating);
    }
    Files.createDirectories(folder);
    Files.createDirectory(creating, mode("rwx------"));
    Path password = creating.resolve("password");
    OwnerOnlyFile.write(password, superuserPassword);
    Path cluster = Files.createDirectory(creating.resolve("data"), mode("rwx------"));
    account.own(creating);

    List<String> words =
        new ArrayList<>(
            List.of(
                program("initdb"),
                "--pgdata=" + cluster,
                "--username=" + SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums"));
    Map<String, String> all = new LinkedHashMap<>(SETTINGS);
    all.putAll(settings);
    all.forEach((name, value) -> words.addAll(List.of("--set", name + "=" + value)));
    Result result = run(words);
    if (result.exit() != 0) {
      throw new StartRefused(
          "PostgreSQL could not create a database in " + data + ": " + result.reason() + ".");
    }
    Files.move(cluster, data, StandardCopyOption.ATOMIC_MOVE);
    PostgresBinaries.deleteTree(creating);
  }

  /** Starts the server on a free port, having stopped one that a killed Rollcall left behind. */
  void start() throws IOException {
    refuseStrangeFolder();
    account.own(data);
    stopLeftover();
    port = freePort();
    if (Files.exists(log)) {
      Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.createFile(log, mode("rw-------"));
    account.own(log);
    Result result =
        run(
            List.of(
                program("pg_ctl"),
                "start",
                "--wait",
                "--timeout=" + SECONDS_TO_WAIT,
                "--pgdata=" + data,
                "--log=" + log,
                "--options=-p " + port));
    if (result.exit() != 0) {
      stop();
      throw new StartRefused(
          "The database in "
              + data
              + " does not start: "
              + complaint(result)
              + " (see "
              + log
              + ").");
    }
  }

  /** Returns whether no server runs on the data any more; asks kindly first, then insists. */
  boolean stop() {
    Path pidFile = data.resolve("postmaster.pid");
    for (String mode : List.of("fast", "immediate")) {
      if (!Files.exists(pidFile)) {
        return true;
      }
      run(
          List.of(
              program("pg_ctl"),
              "stop",
              "--wait",
              "--timeout=" + SECONDS_TO_WAIT,
              "--mode=" + mode,
              "--pgdata=" + data));
    }
    return !Files.exists(pidFile);
  }

  private void refuseStrangeFolder() throws IOException {
    Path version = data.resolve("PG_VERSION");
    if (!Files.isReadable(version)) {
      throw new StartRefused(
          "The folder "
              + data
              + " holds no database (PG_VERSION is missing): restore it, or move it away to begin anew.");
    }
    String found = Files.readString(version).strip();
    if (!found.equals(PostgresBinaries.MAJOR)) {
      throw new StartRefused(
          "The database in "
              + data
              + " is of PostgreSQL "
              + found
              + ", and this Rollcall carries "
              + PostgresBinaries.VERSION
              + ".");
    }
  }

  private void stopLeftover() throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    Optional<ProcessHandle> leftover = runningServer(pidFile);
    if (leftover.isEmpty()) {
      Files.deleteIfExists(pidFile); // Its process is gone; another may have got the number since.
      return;
    }
    String process = "that an earlier Rollcall left behind (process " + leftover.get().pid() + ")";
    progress.accept("Stopping the PostgreSQL " + process);
    if (!stop()) {
      throw new StartRefused("The PostgreSQL " + process + " does not stop: end it by hand.");
    }
  }

  private Optional<ProcessHandle> runningServer(Path pidFile) throws IOException {
    try (Stream<String> lines = Files.lines(pidFile)) {
      long pid = Long.parseLong(lines.findFirst().orElse("").strip());
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isOurs);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A process without a command line is dead and only waits for its parent to notice. */
  private boolean isOurs(ProcessHandle process) {
    return process.info().commandLine().map(line -> line.contains(data.toString())).orElse(false);
  }

  /** The reason as PostgreSQL gives it, which is its first fatal line. */
  private String complaint(Result result) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.matches("(.* )?(FATAL|PANIC|ERROR|postgres): .*"))
          .findFirst()
          .map(line -> line.replaceFirst("^.*?(FATAL|PANIC|ERROR|postgres): +", ""))
          .orElse(result.reason());
    }
  }

  private String program(String name) {
    return binaries.resolve("bin").resolve(name).toString();
  }

  private static FileAttribute<?> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private record Result(int exit, List<String> output) {
    /**
     * The first line that names an error; a program's last words are often about its tidying up.
     */
    String reason() {
      return output.stream()
          .filter(line -> line.matches(".*(error|FATAL|PANIC): .*"))
          .findFirst()
          .map(line -> line.replaceFirst("^.*?(error|FATAL|PANIC): +", ""))
          .orElseGet(() -> output.isEmpty() ? "no reason given" : output.getLast());
    }
  }

  /**
   * The output goes through a file: a pipe would stay open for as long as the server runs that
   * pg_ctl starts.
   */
  private Result run(List<String> words) {
    try {
      Path output = Files.createTempFile("rollcall-postgres-", ".out");
      try {
        var builder =
            new ProcessBuilder(account.command(words))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        int exit = builder.start().waitFor();
        return new Result(
            exit, Files.readAllLines(output).stream().filter(line -> !line.isBlank()).toList());
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      return new Result(-1, List.of(PostgresBinaries.reason(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result(-1, List.of("interrupted"));
    }
  }
}
