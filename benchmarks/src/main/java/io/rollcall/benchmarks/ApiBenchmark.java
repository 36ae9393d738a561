package io.rollcall.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.demo.RollcallClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many requests about an organization of a million members are answered a second, and how many
 * times a second pgbench gets the same statements answered, on the same cores: a server process,
 * its embedded PostgreSQL, and wrk or pgbench.
 */
final class ApiBenchmark {
  private static final String HEAP = "1g";
  private static final int MEMBERS = 1_000_000;
  private static final int CONNECTIONS = 8;
  private static final int WARM_UP_SECONDS = 8;
  private static final int SECONDS = 8;
  private static final int PAGE_SIZE = 30;

  private static final Pattern RATE = Pattern.compile("Requests/sec: +([\\d.]+)");
  private static final Pattern QUANTILE = Pattern.compile(" (50|99)% +([\\d.]+)(us|ms|s)\\b");
  private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final Pattern TPS = Pattern.compile("tps = ([\\d.]+)");

  private final int members;
  private final Path folder;
  private final String pgbench;

  private ApiBenchmark(int members, Path folder, String pgbench) {
    this.members = members;
    this.folder = folder;
    this.pgbench = pgbench;
  }

  static void main(String[] arguments) throws Exception {
    var pgbench = Commands.find("pgbench");
    if (Commands.find("wrk").isEmpty() || pgbench.isEmpty()) {
      System.err.println(
          "This measurement needs wrk and pgbench (Debian: apt-get install wrk postgresql-client).");
      System.exit(2);
    }
    int members = arguments.length == 0 ? MEMBERS : Integer.parseInt(arguments[0]);
    var folder = Files.createTempDirectory("rollcall-bench-");
    try {
      new ApiBenchmark(members, folder, pgbench.get().toString()).run();
    } finally {
      Folders.delete(folder);
    }
  }

  /**
   * @param body null for a GET
   */
  private record Request(String name, String path, @Nullable String body) {}

  private List<Request> requests(long organization, long reader) {
    var list = "/api/organizations/%d/memberships".formatted(organization);
    int last = (members + PAGE_SIZE) / PAGE_SIZE;
    var decision =
        """
        {"subject": {"type": "user", "id": "%d"}, "action": {"name": "invite_members"},
         "resource": {"type": "organization", "id": "%d"}}"""
            .formatted(reader, organization);
    return List.of(
        new Request("version, no database", "/api/version/", null),
        new Request("members, first page", list + "?page_size=" + PAGE_SIZE, null),
        new Request("members, page 10,000", list + "?page=10000&page_size=" + PAGE_SIZE, null),
        new Request("members, last page", list + "?page=%d&page_size=30".formatted(last), null),
        new Request("members, search", list + "?search=son%d".formatted(members / 8), null),
        new Request(
            "one member", "%s/%d/".formatted(list, MillionMembers.FIRST + members / 2), null),
        new Request("current user", "/api/current-user", null),
        new Request("access evaluation", "/access/v1/evaluation", decision));
  }

  private void run() throws IOException, InterruptedException, SQLException {
    try (var server = ServerProcess.start(Files.createDirectory(folder.resolve("one")), HEAP)) {
      var rollcall = new RollcallClient(server.address());
      var owner =
          rollcall.post(
              "/api/auth/signup",
              Map.of("email", "bench@example.com", "password", "correct horse battery"));
      long organization = owner.path("active_organization").asLong();
      var key = rollcall.get("/api/current-user/token").path("detail").asText();
      System.out.printf("Writing %,d members …%n", members);
      try (var database = server.database()) {
        MillionMembers.write(database, organization, members);
      }
      System.out.printf(
          "%n%-24s %11s %10s %10s %11s %11s %8s%n",
          "", "requests/s", "median ms", "99 % ms", "statements", "pgbench/s", "ratio");
      for (var request : requests(organization, owner.path("id").asLong())) {
        measure(server, key, request);
      }
      System.out.printf(
          "%n%d connections, %d seconds each after %d to warm up, wrk or pgbench on the same %d cores, server heap limit %s.%n",
          CONNECTIONS, SECONDS, WARM_UP_SECONDS, Runtime.getRuntime().availableProcessors(), HEAP);
    }
  }

  private void measure(ServerProcess server, String key, Request request)
      throws IOException, InterruptedException, SQLException {
    wrk(server, key, request, WARM_UP_SECONDS);
    var sent = server.logged(() -> wrkOnce(server, key, request));
    var result = wrk(server, key, request, SECONDS);
    var rate = number(RATE, result);
    System.out.printf(
        "%-24s %,11.0f %10.1f %10.1f",
        request.name(), rate, millis(result, 50), millis(result, 99));
    if (sent.count() == 0) {
      System.out.printf(" %11d%n", 0);
    } else {
      double alone = pgbench(server, sent);
      System.out.printf(" %11d %,11.0f %8.2f%n", sent.count(), alone, rate / alone);
    }
  }

  private void wrkOnce(ServerProcess server, String key, Request request) throws IOException {
    var body = request.body();
    var header = "Authorization: Token " + key;
    (body == null
            ? Load.get(server.address(), request.path(), header)
            : Load.post(server.address(), request.path(), header, body))
        .once();
  }

  private String wrk(ServerProcess server, String key, Request request, int seconds)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                "wrk",
                "--threads=1",
                "--connections=" + CONNECTIONS,
                "--duration=%ds".formatted(seconds),
                "--latency",
                "--header=Authorization: Token " + key));
    var body = request.body();
    if (body != null) {
      var script = folder.resolve("request.lua");
      Files.writeString(
          script,
          "wrk.method = \"POST\"\nwrk.headers[\"Content-Type\"] = \"application/json\"\nwrk.body = %s\n"
              .formatted(new ObjectMapper().writeValueAsString(body)));
      command.add("--script=" + script);
    }
    command.add(server.address().resolve(request.path()).toString());
    var output = Commands.run(command, Map.of());
    if (REFUSED.matcher(output).find()) {
      throw new IllegalStateException(request.path() + " was refused:\n" + output);
    }
    return output;
  }

  private double pgbench(ServerProcess server, SentStatements sent)
      throws IOException, InterruptedException {
    var script = folder.resolve("statements.sql");
    Files.writeString(script, sent.script(), StandardCharsets.UTF_8);
    var command =
        new ArrayList<>(
            List.of(
                pgbench,
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + CONNECTIONS,
                "--time=" + SECONDS,
                "--file=" + script,
                "--host=127.0.0.1",
                "--port=" + server.databasePort(),
                "--username=rollcall_app"));
    command.addAll(sent.definitions());
    command.add("rollcall");
    return number(TPS, Commands.run(command, Map.of("PGPASSWORD", server.applicationPassword())));
  }

  private static double number(Pattern pattern, String output) {
    var found = pattern.matcher(output);
    if (!found.find()) {
      throw new IllegalStateException("no figure in:\n" + output);
    }
    return Double.parseDouble(found.group(1));
  }

  private static double millis(String output, int percent) {
    var found = QUANTILE.matcher(output);
    while (found.find()) {
      if (Integer.parseInt(found.group(1)) == percent) {
        double value = Double.parseDouble(found.group(2));
        return switch (found.group(3)) {
          case "us" -> value / 1000;
          case "s" -> value * 1000;
          default -> value;
        };
      }
    }
    throw new IllegalStateException("no quantile in:\n" + output);
  }
}
