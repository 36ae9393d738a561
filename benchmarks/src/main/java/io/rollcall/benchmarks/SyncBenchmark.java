package io.rollcall.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import io.rollcall.demo.RollcallClient;
import io.rollcall.ldap.LargeDirectory;
import io.rollcall.ldap.Slapd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A whole directory through the REST API: into an empty organization, by a server that has just
 * started and by one that made a dry run before; then nothing changed, then one in a hundred
 * changed. Real OpenLDAP, a server process of its own, its embedded PostgreSQL, all on this
 * machine, with the floor measured in the same run.
 */
final class SyncBenchmark {
  private static final int REPETITIONS = 3;
  private static final int ROLE_GROUPS = 4;
  private static final int MAPPED_GROUPS = 50;
  private static final String HEAP = "1g";

  private final int people;
  private final Path folder;

  private SyncBenchmark(int people, Path folder) {
    this.people = people;
    this.folder = folder;
  }

  static void main(String[] arguments) throws Exception {
    int people = arguments.length == 0 ? LargeDirectory.PEOPLE : Integer.parseInt(arguments[0]);
    if (!Files.isExecutable(Path.of("/usr/sbin/slapd"))) {
      System.err.println(
          "This measurement needs slapd and ldapsearch (Debian: apt-get install slapd ldap-utils).");
      System.exit(2);
    }
    var folder = Files.createTempDirectory("rollcall-bench-");
    try {
      new SyncBenchmark(people, folder).run();
    } finally {
      Folders.delete(folder);
    }
  }

  private void run() throws IOException, InterruptedException, SQLException, LDAPException {
    var ldif = folder.resolve("directory.ldif");
    System.out.printf(
        "Loading %,d people, 504 groups, %,d memberships into OpenLDAP …%n", people, 4 * people);
    LargeDirectory.write(ldif, people);
    try (var slapd = Slapd.start(ldif)) {
      var rows = new ArrayList<Row>();
      double least = cold(slapd, rows);
      long memory = accustomed(slapd, rows);
      print(least, rows);
      System.out.printf(
          "%nServer: heap limit %s, most memory held %,d MiB. Mapped: 4 groups to roles, %d to workspaces, people: mapped.%n",
          HEAP, memory, MAPPED_GROUPS);
    }
  }

  /** A server that has done nothing yet is asked for the whole directory; and the floor. */
  private double cold(Slapd slapd, List<Row> rows)
      throws IOException, InterruptedException, SQLException {
    try (var server = ServerProcess.start(Files.createDirectory(folder.resolve("cold")), HEAP);
        var database = server.database()) {
      var rollcall = new RollcallClient(server.address());
      long directory = connect(rollcall, slapd);
      var floor = new Floor(slapd.url(), Slapd.ADMIN, Slapd.PASSWORD, folder, database, people);
      double least = median(floor);
      rows.add(new Row("first, cold JVM", List.of(sync(rollcall, directory, false))));
      return least;
    }
  }

  /**
   * The way of the README: a dry run first, to look at the plan.
   *
   * @return the most memory the server held, in MiB
   */
  private long accustomed(Slapd slapd, List<Row> rows)
      throws IOException, InterruptedException, LDAPException {
    try (var server = ServerProcess.start(Files.createDirectory(folder.resolve("warm")), HEAP)) {
      var rollcall = new RollcallClient(server.address());
      long directory = connect(rollcall, slapd);
      rows.add(new Row("dry run, cold JVM", List.of(sync(rollcall, directory, true))));
      rows.add(new Row("first, after it", List.of(sync(rollcall, directory, false))));
      rows.add(new Row("unchanged", repeated(rollcall, directory)));
      changeOnePercent(slapd);
      rows.add(new Row("1 % changed", List.of(sync(rollcall, directory, false))));
      return server.peakMemory();
    }
  }

  private long connect(RollcallClient rollcall, Slapd slapd) {
    rollcall.post(
        "/api/auth/signup",
        Map.of("email", "bench@example.com", "password", "correct horse battery"));
    var roles = List.of("Administrator", "Manager", "Reviewer", "Annotator");
    var rolesGroups = new ArrayList<List<String>>();
    for (int g = 0; g < ROLE_GROUPS; g++) {
      rolesGroups.add(List.of(roles.get(g), "role-" + g));
    }
    var workspacesGroups = new ArrayList<List<String>>();
    for (int g = 0; g < MAPPED_GROUPS; g++) {
      workspacesGroups.add(List.of("Workspace " + g, "group-" + g));
    }
    var description =
        Map.<String, Object>ofEntries(
            Map.entry("title", "Benchmark"),
            Map.entry("urls", List.of(slapd.url())),
            Map.entry("security", "none"),
            Map.entry("bind_dn", Slapd.ADMIN),
            Map.entry("bind_password", Slapd.PASSWORD),
            Map.entry("users", Map.of("bases", List.of("ou=people,dc=example,dc=org"))),
            Map.entry(
                "groups",
                Map.of(
                    "bases",
                    List.of("ou=groups,dc=example,dc=org"),
                    "type",
                    "groupOfNames",
                    "nested",
                    true)),
            Map.entry("roles_groups", rolesGroups),
            Map.entry("workspaces_groups", workspacesGroups));
    return rollcall.post("/api/ldap/directories/", description).path("id").asLong();
  }

  private List<Run> repeated(RollcallClient rollcall, long directory) throws InterruptedException {
    var runs = new ArrayList<Run>();
    for (int i = 0; i < REPETITIONS; i++) {
      runs.add(sync(rollcall, directory, false));
    }
    return runs;
  }

  /** From asking for the run to seeing it done. */
  private static Run sync(RollcallClient rollcall, long directory, boolean dryRun)
      throws InterruptedException {
    long began = System.nanoTime();
    var run =
        rollcall.post(
            "/api/ldap/directories/%d/syncs/".formatted(directory), Map.of("dry_run", dryRun));
    while (List.of("queued", "reading", "planning", "applying")
        .contains(run.path("status").asText())) {
      Thread.sleep(100);
      run = rollcall.get("/api/ldap/syncs/%d/".formatted(run.path("id").asLong()));
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    if (!"done".equals(run.path("status").asText())) {
      throw new IllegalStateException("the run ended as " + run);
    }
    return new Run(seconds, run);
  }

  /** Moves people from the reviewers' group to the annotators'. */
  private void changeOnePercent(Slapd slapd) throws LDAPException {
    var moved = new ArrayList<String>();
    for (int i = 0; i < people / 100; i++) {
      moved.add("uid=user%05d,ou=people,dc=example,dc=org".formatted(i * ROLE_GROUPS + 2));
    }
    var values = moved.toArray(String[]::new);
    try (var connection =
        new LDAPConnection("localhost", slapd.port(), Slapd.ADMIN, Slapd.PASSWORD)) {
      connection.modify(
          "cn=role-2,ou=groups,dc=example,dc=org",
          new Modification(ModificationType.DELETE, "member", values));
      connection.modify(
          "cn=role-3,ou=groups,dc=example,dc=org",
          new Modification(ModificationType.ADD, "member", values));
    }
  }

  private double median(Floor floor) throws IOException, InterruptedException, SQLException {
    var seconds = new ArrayList<Double>();
    for (int i = 0; i < REPETITIONS; i++) {
      seconds.add(floor.measure());
    }
    seconds.sort(Comparator.naturalOrder());
    return seconds.get(REPETITIONS / 2);
  }

  private static void print(double least, List<Row> rows) {
    System.out.printf(
        "%nFloor (ldapsearch everything, COPY the rows): %.2f s, the median of %d%n%n",
        least, REPETITIONS);
    System.out.printf(
        "%-18s %8s %9s   %6s %8s %6s %6s   %s%n",
        "run", "seconds", "x floor", "read", "resolve", "plan", "apply", "changes");
    for (var row : rows) {
      var run = row.middle();
      var seconds = run.json.path("seconds");
      var counts = run.json.path("counts");
      System.out.printf(
          "%-18s %8.2f %9.1f   %6.2f %8.2f %6.2f %6.2f   %,d joined, %,d grants added, %,d ended%n",
          row.name,
          run.seconds,
          run.seconds / least,
          seconds.path("read").asDouble(),
          seconds.path("resolve").asDouble(),
          seconds.path("plan").asDouble(),
          seconds.path("apply").asDouble(),
          counts.path("people_added").asInt(),
          counts.path("grants_added").asInt(),
          counts.path("grants_ended").asInt());
    }
  }

  private record Run(double seconds, JsonNode json) {}

  private record Row(String name, List<Run> runs) {
    Run middle() {
      return runs.stream()
          .sorted(Comparator.comparingDouble(Run::seconds))
          .toList()
          .get(runs.size() / 2);
    }
  }
}
