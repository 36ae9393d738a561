package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldif.LDIFException;
import io.restassured.response.Response;
import io.rollcall.server.api.World.Company;
import io.rollcall.server.api.World.Person;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A directory from its connection to people with roles, over HTTP against a real LDAP server. */
@ApiTest
class LdapDirectoryTest {
  private static final String DIRECTORIES = "/api/ldap/directories/";

  @Inject World world;

  private InMemoryDirectoryServer ldap;
  private String domain;

  @BeforeEach
  void startLdap() throws LDAPException, LDIFException {
    var config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
    config.addAdditionalBindCredentials("cn=reader", "reader's secret");
    config.setSchema(null);
    ldap = new InMemoryDirectoryServer(config);
    ldap.startListening();
    domain = "d" + System.nanoTime() + ".example";
    ldap.add("dn: dc=example,dc=com", "objectClass: domain", "dc: example");
    ldap.add("dn: ou=people,dc=example,dc=com", "objectClass: organizationalUnit", "ou: people");
    ldap.add("dn: ou=groups,dc=example,dc=com", "objectClass: organizationalUnit", "ou: groups");
    for (var name : List.of("ada", "bob", "cyd")) {
      person(name);
    }
    group("reviewers", "uid=ada,ou=people,dc=example,dc=com");
    group("all", "cn=reviewers,ou=groups,dc=example,dc=com", "uid=bob,ou=people,dc=example,dc=com");
  }

  @AfterEach
  void stopLdap() {
    ldap.shutDown(true);
  }

  private void person(String name) throws LDAPException, LDIFException {
    ldap.add(
        "dn: uid=" + name + ",ou=people,dc=example,dc=com",
        "objectClass: inetOrgPerson",
        "uid: " + name,
        "cn: " + name,
        "sn: Tester",
        "givenName: " + name,
        "mail: " + name + "@" + domain,
        "entryUUID: "
            + java.util.UUID.nameUUIDFromBytes(
                (domain + name).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private void group(String name, String... members) throws LDAPException, LDIFException {
    var lines =
        new ArrayList<>(
            List.of(
                "dn: cn=" + name + ",ou=groups,dc=example,dc=com",
                "objectClass: groupOfNames",
                "cn: " + name));
    for (var member : members) {
      lines.add("member: " + member);
    }
    ldap.add(lines.toArray(String[]::new));
  }

  private Map<String, Object> description() {
    var body = new HashMap<String, Object>();
    body.put("title", "Head office");
    body.put("urls", List.of("ldap://127.0.0.1:" + ldap.getListenPort()));
    body.put("security", "none");
    body.put("bind_dn", "cn=reader");
    body.put("bind_password", "reader's secret");
    body.put("users", Map.of("bases", List.of("ou=people,dc=example,dc=com")));
    body.put(
        "groups", Map.of("bases", List.of("ou=groups,dc=example,dc=com"), "type", "groupOfNames"));
    body.put(
        "roles_groups", List.of(List.of("Annotator", "all"), List.of("Reviewer", "reviewers")));
    body.put("workspaces_groups", List.of(List.of("Radiology", "all")));
    return body;
  }

  private long connect(Person owner, Map<String, Object> body) {
    Response created = Shapes.check(owner.sends(body).post(DIRECTORIES), 201, "LdapDirectory");
    assertThat(created.asString())
        .doesNotContain("reader's secret")
        .doesNotContain("bind_password");
    Number id = created.path("id");
    return id.longValue();
  }

  private Response sync(Person owner, long directory, boolean dryRun) {
    var started =
        Shapes.check(
            owner.sends(Map.of("dry_run", dryRun)).post(DIRECTORIES + directory + "/syncs/"),
            202,
            "LdapSync");
    return ended(owner, started.path("id"));
  }

  private static Response ended(Person owner, Number run) {
    for (int i = 0; i < 300; i++) {
      var now = Shapes.check(owner.asks().get("/api/ldap/syncs/" + run + "/"), 200, "LdapSync");
      if (!List.of("queued", "reading", "planning", "applying")
          .contains(now.<String>path("status"))) {
        return now;
      }
      pause();
    }
    throw new AssertionError("run " + run + " does not end");
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, String> roles(Company company) {
    List<Map<String, Object>> members =
        company.owner().asks().get(company.path() + "/memberships?page_size=1000").path("results");
    var roles = new HashMap<String, String>();
    members.forEach(
        member ->
            roles.put(
                ((Map<?, ?>) member.get("user")).get("first_name").toString(),
                member.get("role").toString()));
    return roles;
  }

  private static Number userId(Company company, String name) {
    return company
        .owner()
        .asks()
        .get(company.path() + "/memberships?search=" + name)
        .path("results[0].user.id");
  }

  @Test
  void syncGivesPeopleTheRolesOfTheirGroupsAndSaysWhy() {
    var acme = world.small("Ldap Sync");
    var owner = acme.owner();
    long id = connect(owner, description());

    var test = Shapes.check(owner.asks().post(DIRECTORIES + id + "/test/"), 200, "LdapTest");
    assertThat((Boolean) test.path("ok")).as(test.asString()).isTrue();
    var groups =
        Shapes.check(
            owner.asks().get(DIRECTORIES + id + "/groups/?search=rev"), 200, "LdapGroup[]");
    assertThat((List<String>) groups.path("name")).containsExactly("reviewers");

    var done = sync(owner, id, false);
    assertThat((String) done.path("status")).as(done.asString()).isEqualTo("done");
    assertThat((Integer) done.path("counts.people_added")).isEqualTo(2);
    assertThat(roles(acme)).containsEntry("ada", "RE").containsEntry("bob", "AN");
    assertThat(roles(acme)).doesNotContainKey("cyd");

    var why =
        Shapes.check(
            owner.asks().get(acme.path() + "/memberships/" + userId(acme, "ada") + "/explanation"),
            200,
            "Explanation");
    assertThat((String) why.path("role_source")).isEqualTo("ldap");
    assertThat(
            (String)
                why.path(
                    "candidates.find { it.outcome == 'applied' && it.target.type == 'organization_role' }.group.name"))
        .isEqualTo("reviewers");
    assertThat(
            (List<String>)
                why.path(
                    "candidates.find { it.outcome == 'outranked' && it.source == 'ldap' }.group.path"))
        .containsExactly("reviewers", "all");

    var again = sync(owner, id, false);
    assertThat((String) again.path("status")).isEqualTo("done");
    assertThat((Integer) again.path("counts.grants_added")).isZero();
    assertThat((Integer) again.path("counts.grants_ended")).isZero();
    Shapes.check(owner.asks().get(DIRECTORIES + id + "/syncs/"), 200, "LdapSyncPage");
    assertThat((List<String>) owner.asks().get("/api/workspaces/").path("title"))
        .contains("Radiology");
    assertHistory(acme);
  }

  private static void assertHistory(Company acme) {
    var assigned = history(acme, "/idp-assignments-history/");
    assertThat((Integer) assigned.path("count")).isEqualTo(5);
    assertThat((List<String>) assigned.path("results.state")).containsOnly("ASSIGNED");
    assertThat((List<String>) assigned.path("results.context_data.recorded_by.type"))
        .containsOnly("sync");
    assertThat((List<Object>) assigned.path("results.triggered_by")).containsOnlyNulls();
    assertThat((Integer) history(acme, "/idp-assignments-history/?kind=workspace").path("count"))
        .isEqualTo(2);
    assertThat(
            (List<String>)
                history(acme, "/idp-assignments-history/?group_name=reviewers")
                    .path("results.context_data.target.role"))
        .containsExactly("RE");

    var changes = history(acme, "/membership-history/?source=ldap");
    assertThat((List<String>) changes.path("results.transition_name"))
        .containsExactly("joined", "joined");
    assertThat((List<String>) changes.path("results.reason")).allMatch(text -> !text.isBlank());
    assertThat((List<List<Integer>>) changes.path("results.context_data.after.workspaces"))
        .allMatch(workspaces -> workspaces.size() == 1);
  }

  private static Response history(Company company, String path) {
    return Shapes.check(
        company.owner().asks().get("/api/fsm/organizations/" + company.id() + path),
        200,
        "StateModelPage");
  }

  @Test
  void dryRunPlansAndChangesNobody() {
    var acme = world.small("Ldap Dry");
    long id = connect(acme.owner(), description());
    var run = sync(acme.owner(), id, true);
    Number runId = run.path("id");

    assertThat(roles(acme)).hasSize(1);
    var changes =
        Shapes.check(
            acme.owner().asks().get("/api/ldap/syncs/" + runId + "/changes/"),
            200,
            "LdapChangePage");
    assertThat((List<String>) changes.path("results.kind")).containsExactly("joined", "joined");
    assertThat(
            (Integer)
                acme.owner()
                    .asks()
                    .get("/api/ldap/syncs/" + runId + "/changes/?kind=removed,suspended")
                    .path("count"))
        .isZero();
    Shapes.invalid(
        acme.owner().asks().get("/api/ldap/syncs/" + runId + "/changes/?kind=vanished"), "kind");
    Shapes.check(
        acme.owner().asks().get("/api/ldap/syncs/" + runId + "/problems/"), 200, "LdapProblemPage");
  }

  @Test
  void removalAboveTheBudgetWaitsForReview() throws LDAPException, LDIFException {
    var acme = world.small("Ldap Budget");
    var owner = acme.owner();
    for (int i = 0; i < 7; i++) {
      person("extra" + i);
      ldap.modify(
          "cn=all,ou=groups,dc=example,dc=com",
          new Modification(
              ModificationType.ADD, "member", "uid=extra" + i + ",ou=people,dc=example,dc=com"));
    }
    var body = description();
    body.put("removal_budget", Map.of("people", 0, "percent", 0));
    long id = connect(owner, body);
    assertThat((String) sync(owner, id, false).path("status")).isEqualTo("done");
    for (int i = 0; i < 7; i++) {
      ldap.delete("uid=extra" + i + ",ou=people,dc=example,dc=com");
    }

    var first = sync(owner, id, false);
    assertThat((String) first.path("status")).as(first.asString()).isEqualTo("needs_review");
    assertThat((String) first.path("reason.code")).isEqualTo("removal-budget");
    assertThat(roles(acme)).containsEntry("extra0", "AN");

    var discarded =
        Shapes.check(
            owner.asks().post("/api/ldap/syncs/" + first.path("id") + "/discard/"),
            200,
            "LdapSync");
    assertThat((String) discarded.path("status")).isEqualTo("discarded");
    Shapes.error(
        owner.asks().post("/api/ldap/syncs/" + first.path("id") + "/approve/"), 400, "wrong-state");

    var second = sync(owner, id, false);
    var approved =
        Shapes.check(
            owner.asks().post("/api/ldap/syncs/" + second.path("id") + "/approve/"),
            200,
            "LdapSync");
    assertThat((String) approved.path("status")).isEqualTo("done");
    assertThat(roles(acme)).containsEntry("extra0", "DI").containsEntry("ada", "RE");
    Shapes.error(
        owner
            .sends(Map.of("user_id", userId(acme, "extra0"), "role", "AN"))
            .patch(acme.path() + "/memberships"),
        400,
        "suspended-by-directory");
  }

  @Test
  void partialUpdateKeepsTheRestAndThePassword() {
    var acme = world.small("Ldap Update");
    var owner = acme.owner();
    long id = connect(owner, description());
    var path = DIRECTORIES + id + "/";

    var renamed =
        Shapes.check(
            owner
                .sends(
                    Map.of("title", "Branch", "users", Map.of("login_attributes", List.of("uid"))))
                .patch(path),
            200,
            "LdapDirectory");
    assertThat((String) renamed.path("title")).isEqualTo("Branch");
    assertThat((List<String>) renamed.path("users.bases"))
        .containsExactly("ou=people,dc=example,dc=com");
    assertThat((List<String>) renamed.path("users.login_attributes")).containsExactly("uid");
    assertThat((List<?>) renamed.path("roles_groups")).hasSize(2);
    assertThat((List<List<String>>) renamed.path("workspaces_groups"))
        .containsExactly(List.of("Radiology", "all"));
    assertThat((Boolean) owner.asks().post(path + "test/").path("ok")).isTrue();

    Shapes.error(
        owner.sends(Map.of("urls", List.of("ldap://127.0.0.1:1"))).patch(path),
        400,
        "password-needed-again");
    Shapes.invalid(owner.sends(Map.of("mode", "live")).patch(path), "mode");
    Shapes.invalid(owner.sends(Map.of("bind_password", "")).patch(path), "bind_password");
    Shapes.invalid(owner.sends(Map.of("users", 5)).patch(path), "users");
    Shapes.invalid(
        owner.sends(Map.of("users", Map.of("bases", List.of(1)))).patch(path), "users.bases[0]");
  }

  @Test
  void stateAndOrganizationAreNotForTheClientToChoose() {
    var acme = world.small("Ldap Assignment");
    var owner = acme.owner();
    var body = description();
    body.put("organization", world.shared().id());
    body.put("state", "removing");
    long id = connect(owner, body);

    var kept =
        owner
            .sends(
                Map.of(
                    "id",
                    1,
                    "organization",
                    world.shared().id(),
                    "state",
                    "removing",
                    "created_at",
                    "2001-01-01T00:00:00Z"))
            .patch(DIRECTORIES + id + "/");

    assertThat(kept.statusCode()).as(kept.asString()).isEqualTo(200);
    assertThat(((Number) kept.path("id")).longValue()).isEqualTo(id);
    assertThat((String) kept.path("state")).isEqualTo("active");
    assertThat((String) kept.path("created_at")).doesNotStartWith("2001");
    assertThat((List<?>) owner.asks().get(DIRECTORIES).path("id")).hasSize(1);
  }

  @Test
  void wrongDescriptionsNameEveryField() {
    var owner = world.shared().owner();
    Shapes.invalid(owner.sends("{}").post(DIRECTORIES), "title");
    Shapes.invalid(owner.sends("{}").post(DIRECTORIES), "urls");
    Shapes.invalid(owner.sends("{}").post(DIRECTORIES), "users");
    wrong(owner, "urls", List.of(), "urls");
    wrong(owner, "urls", java.util.Arrays.asList("ldap://127.0.0.1", null), "urls[1]");
    wrong(owner, "urls", java.util.Collections.nCopies(1001, "ldap://127.0.0.1"), "urls");
    wrong(owner, "security", "rot13", "security");
    wrong(owner, "people", "some", "people");
    wrong(owner, "mode", "scheduled", "mode");
    wrong(owner, "page_size", 0, "page_size");
    wrong(owner, "page_size", "many", "page_size");
    wrong(owner, "connect_timeout_ms", -1, "connect_timeout_ms");
    wrong(owner, "run_timeout_minutes", Integer.MAX_VALUE, "run_timeout_minutes");
    wrong(owner, "users", Map.of("bases", List.of("not a dn")), "users.bases");
    wrong(owner, "users", Map.of("bases", List.of("dc=x"), "filter", "(("), "users.filter");
    wrong(owner, "roles_groups", List.of(List.of("Emperor", "all")), "roles_groups[0]");
    wrong(owner, "roles_groups", List.of(List.of("Annotator")), "roles_groups[0]");
    wrong(owner, "roles_groups", List.of("Annotator"), "roles_groups[0]");
    wrong(owner, "workspaces_groups", List.of(List.of("", "all")), "workspaces_groups[0]");
    wrong(
        owner,
        "projects_groups",
        List.of(Map.of("project_id", 1, "group", "all", "role", "Inherit")),
        "projects_groups[0]");
    wrong(owner, "removal_budget", Map.of("people", -1), "removal_budget.people");
  }

  private void wrong(Person owner, String field, Object value, String named) {
    var body = description();
    body.put(field, value);
    Shapes.invalid(owner.sends(body).post(DIRECTORIES), named);
  }

  @Test
  void unreachableDirectoryIsSaidSo() {
    var acme = world.small("Ldap Down");
    var body = description();
    body.put("urls", List.of("ldap://127.0.0.1:1"));
    long id = connect(acme.owner(), body);

    Shapes.error(acme.owner().asks().get(DIRECTORIES + id + "/groups/"), 503, "unreachable");
    var test = Shapes.check(acme.owner().asks().post(DIRECTORIES + id + "/test/"), 200, "LdapTest");
    assertThat((Boolean) test.path("ok")).isFalse();
    var run = sync(acme.owner(), id, false);
    assertThat((String) run.path("status")).isEqualTo("failed");
    assertThat((String) run.path("reason.code")).isEqualTo("unreachable");
  }

  @Test
  void removedDirectoryEndsWhatItGaveAndGoes() {
    var acme = world.small("Ldap Removal");
    var owner = acme.owner();
    long id = connect(owner, description());
    sync(owner, id, false);

    var last = Shapes.check(owner.asks().delete(DIRECTORIES + id + "/"), 202, "LdapSync");
    assertThat((String) last.path("purpose")).isEqualTo("farewell");
    var ended = ended(owner, last.path("id"));

    assertThat((String) ended.path("status")).as(ended.asString()).isEqualTo("done");
    assertThat(roles(acme).get("ada")).isNotEqualTo("RE");
    assertThat((List<?>) owner.asks().get(DIRECTORIES).path("id")).isEmpty();
    Shapes.error(owner.asks().get(DIRECTORIES + id + "/"), 404, "not-found");
  }
}
