package io.rollcall.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Fills a running server from the sample directory, by the REST API alone, and shows the result.
 * Running it again changes nothing.
 */
public final class Demo {
  static final String OWNER = "owner@example.com";
  static final String OWNER_PASSWORD = "rollcall-demo";
  private static final String ORGANIZATION = "Example Labs";
  private static final String DIRECTORY = "Example directory";
  private static final Duration LONGEST_RUN = Duration.ofMinutes(2);

  private final RollcallClient rollcall;
  private final URI server;
  private final String directoryUrl;

  private Demo(URI server, String directoryUrl) {
    this.rollcall = new RollcallClient(server);
    this.server = server;
    this.directoryUrl = directoryUrl;
  }

  /**
   * @param arguments the server's address and the sample directory's
   */
  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println("Usage: Demo SERVER_URL DIRECTORY_URL");
      System.exit(2);
    }
    try {
      new Demo(URI.create(arguments[0]), arguments[1]).run();
    } catch (RollcallClient.Refused | IllegalStateException failure) {
      System.err.println("The demo stopped: " + failure.getMessage());
      System.exit(1);
    }
  }

  private void run() {
    long organization = signIn();
    long directory = connectDirectory();
    var run = sync(directory);
    var members = new MemberTable(rollcall, organization);
    System.out.println();
    System.out.printf(
        "%s at %s: sync %s, %d people and %d groups read%n%n",
        ORGANIZATION,
        server,
        run.path("status").asText(),
        run.path("counts").path("people_read").asInt(),
        run.path("counts").path("groups_read").asInt());
    members.print(System.out);
    printProblems(run.path("id").asLong());
    printLogins();
    printCommands(organization, members.idOf("wanjiru"));
  }

  /** Signs the owner in, the first time up; the id of the organization. */
  private long signIn() {
    try {
      return organization(
          rollcall.post("/api/auth/login", Map.of("email", OWNER, "password", OWNER_PASSWORD)));
    } catch (RollcallClient.Refused unknown) {
      if (unknown.status() != 401) {
        throw unknown;
      }
    }
    var owner =
        Map.of(
            "email",
            OWNER,
            "password",
            OWNER_PASSWORD,
            "first_name",
            "Olivia",
            "last_name",
            "Owner");
    long organization = organization(rollcall.post("/api/auth/signup", owner));
    rollcall.patch("/api/organizations/" + organization, Map.of("title", ORGANIZATION));
    return organization;
  }

  private static long organization(JsonNode whoami) {
    return whoami.path("active_organization").asLong();
  }

  /**
   * Connects the directory; one from an earlier run learns the new address, which needs the
   * password again.
   */
  private long connectDirectory() {
    for (var known : rollcall.get("/api/ldap/directories/")) {
      if (DIRECTORY.equals(known.path("title").asText())) {
        var path = "/api/ldap/directories/%d/".formatted(known.path("id").asLong());
        rollcall.patch(
            path,
            Map.of(
                "urls", List.of(directoryUrl), "bind_password", SampleDirectory.READER_PASSWORD));
        return known.path("id").asLong();
      }
    }
    return rollcall.post("/api/ldap/directories/", description()).path("id").asLong();
  }

  private Map<String, Object> description() {
    return Map.ofEntries(
        Map.entry("title", DIRECTORY),
        Map.entry("urls", List.of(directoryUrl)),
        Map.entry("security", "none"),
        Map.entry("bind_dn", SampleDirectory.READER),
        Map.entry("bind_password", SampleDirectory.READER_PASSWORD),
        Map.entry("users", Map.of("bases", List.of(SampleDirectory.PEOPLE))),
        Map.entry(
            "groups",
            Map.of(
                "bases", List.of(SampleDirectory.GROUPS), "type", "groupOfNames", "nested", true)),
        Map.entry("people", "all"),
        Map.entry(
            "roles_groups",
            List.of(
                List.of("Administrator", "rollcall-admins"),
                List.of("Manager", "rollcall-managers"),
                List.of("Reviewer", "reviewers"),
                List.of("Annotator", "annotators"))),
        Map.entry(
            "workspaces_groups",
            List.of(
                List.of(
                    "Medical imaging",
                    "cn=Medical imaging,ou=workspaces," + SampleDirectory.GROUPS),
                List.of(
                    "Street scenes", "cn=Street scenes,ou=workspaces," + SampleDirectory.GROUPS))));
  }

  private JsonNode sync(long directory) {
    var run =
        rollcall.post(
            "/api/ldap/directories/%d/syncs/".formatted(directory), Map.of("dry_run", false));
    var deadline = Instant.now().plus(LONGEST_RUN);
    while (List.of("queued", "reading", "planning", "applying")
        .contains(run.path("status").asText())) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("the sync did not end within " + LONGEST_RUN);
      }
      pause();
      run = rollcall.get("/api/ldap/syncs/%d/".formatted(run.path("id").asLong()));
    }
    if (!"done".equals(run.path("status").asText())) {
      throw new IllegalStateException(
          "the sync ended as %s: %s".formatted(run.path("status").asText(), run.path("reason")));
    }
    return run;
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(100));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped", stopped);
    }
  }

  private void printProblems(long run) {
    for (var problem :
        rollcall.get("/api/ldap/syncs/%d/problems/".formatted(run)).path("results")) {
      System.out.printf(
          "Not imported: %s (%s): %s%n",
          problem.path("name").asText(),
          problem.path("kind").asText(),
          problem.path("detail").asText());
    }
  }

  private void printLogins() {
    System.out.println();
    System.out.println("Sample logins");
    System.out.printf("  Rollcall   %s  password %s  (owner)%n", OWNER, OWNER_PASSWORD);
    System.out.printf(
        "  Directory  uid such as ada or wanjiru, password %s; it listens on %s%n",
        SampleDirectory.PASSWORD, directoryUrl);
  }

  private void printCommands(long organization, long member) {
    var token = rollcall.get("/api/current-user/token").path("detail").asText();
    var header = "-H 'Authorization: Token %s'".formatted(token);
    System.out.println();
    System.out.println("Try these");
    System.out.printf(
        "  curl -s %s '%s/api/organizations/%d/memberships?page_size=3'%n",
        header, server, organization);
    System.out.printf(
        "  curl -s %s '%s/api/organizations/%d/memberships/%d/explanation'%n",
        header, server, organization, member);
    System.out.printf("  curl -s %s '%s/api/workspaces/'%n", header, server);
    System.out.println();
  }
}
