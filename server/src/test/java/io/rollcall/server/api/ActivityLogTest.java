package io.rollcall.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.http.ContentType;
import io.rollcall.application.organization.ChangePlan;
import io.rollcall.application.organization.ForgetActivity;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.organization.Plan;
import io.rollcall.server.api.World.Company;
import io.rollcall.server.api.World.Person;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the activity log holds, who reads it, and what it never tells. */
@ApiTest
class ActivityLogTest {
  @Inject World world;
  @Inject ChangePlan plans;
  @Inject ForgetActivity forget;
  @Inject MeterRegistry metrics;

  private static long workspace(Person person, String title) {
    Number id = person.sends(Map.of("title", title)).post("/api/workspaces/").path("id");
    return id.longValue();
  }

  private static Map<String, Object> change(Map<String, Object> row) {
    Map<String, Object> extra = map(row.get("extra_data"));
    return map(((List<?>) Objects.requireNonNull(extra.get("changes"))).getFirst());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }

  @Test
  void changeIsLoggedWithWhoWhatAndFromWhere() {
    var company = world.small("Logged");
    var owner = company.owner();
    long workspace = workspace(owner, "Before");
    owner
        .sends(Map.of("title", "After"))
        .header("User-Agent", "a test")
        .header("Referer", "https://example.com/there?token=secret")
        .patch("/api/workspaces/" + workspace + "/")
        .then()
        .statusCode(200);

    var row = Log.row(owner, "PATCH", "/api/workspaces/" + workspace + "/");

    Shapes.check(Log.read(owner, ""), 200, "ActivityLogResponse[]");
    assertThat(row)
        .containsEntry("user_id", (int) owner.id())
        .containsEntry("email", owner.email())
        .containsEntry("response_code", "200")
        .containsEntry("ip_address", "127.0.0.1")
        .containsEntry("user_agent", "a test")
        .containsEntry("http_referer", "https://example.com/there")
        .containsEntry("credential", "session")
        .containsEntry("organization_id", (int) company.id())
        .containsEntry("workspace_id", (int) workspace)
        .containsEntry("workspace_owner_id", (int) owner.id());
    assertThat((Integer) row.get("duration")).isNotNegative();
    assertThat(change(row))
        .containsEntry("object", "workspace")
        .containsEntry("id", (int) workspace)
        .containsEntry("before", Map.of("title", "Before"))
        .containsEntry("after", Map.of("title", "After"));
  }

  @Test
  void refusedChangeIsLoggedAndChangesNothing() {
    var company = world.company("Refusing");
    var annotator = company.as(Actor.AN);
    annotator.sends(Map.of("title", "No")).post("/api/workspaces/").then().statusCode(403);
    company.owner().sends(Map.of("title", "")).post("/api/workspaces/").then().statusCode(400);

    var refused =
        Log.row(
            company.owner(),
            row ->
                Objects.equals(row.get("user_id"), (int) annotator.id())
                    && "403".equals(row.get("response_code")));
    assertThat(refused).containsEntry("request_url", "/api/workspaces/");
    assertThat(refused.get("extra_data")).isNull();
    assertThat(Log.row(company.owner(), row -> "400".equals(row.get("response_code"))))
        .containsEntry("request_method", "POST");
  }

  @Test
  void thingsOfEveryKindAreNamedByTheirIds() {
    var company = world.small("Kinds");
    var owner = company.owner();
    var invited = World.email("invited");
    owner.sends(Map.of("emails", List.of(invited), "role", "RE")).post("/api/invite/send-email");
    owner.sends(Map.of("email", invited)).post("/api/invite/revoke");
    owner.asks().post("/api/invite/reset-token");
    owner.sends(Map.of("scope", "read")).post("/api/token/");
    owner.sends(Map.of("first_name", "Renamed")).patch("/api/current-user");
    owner
        .sends(Map.of("permission", "use_ai_assistant", "roles", List.of("AD")))
        .post(company.path() + "/permissions");
    owner.sends(Map.of("max_session_age", 20_000)).patch("/api/session-policy/");
    owner.sends(Map.of("api_token_ttl_days", 30)).post("/api/jwt/settings");
    directory(company, "a secret of the reader");

    assertThat(change(Log.row(owner, "POST", "/api/ldap/directories/")))
        .containsEntry("object", "directory");
    assertThat(change(Log.row(owner, "POST", "/api/invite/send-email")))
        .containsEntry("object", "invitation")
        .containsEntry(
            "after", Map.of("role", "RE", "workspaces", List.of(), "projects", List.of()));
    assertThat(change(Log.row(owner, "POST", "/api/invite/revoke")))
        .containsEntry("object", "invitation")
        .containsEntry("after", Map.of());
    assertThat(change(Log.row(owner, "POST", "/api/invite/reset-token")))
        .containsEntry("object", "invitation_link");
    assertThat(map(change(Log.row(owner, "POST", "/api/token/")).get("after")))
        .containsEntry("scope", "read");
    assertThat(change(Log.row(owner, "PATCH", "/api/current-user")))
        .containsEntry("object", "user")
        .containsEntry("after", Map.of("changed", List.of("first_name")));
    assertThat(change(Log.row(owner, "POST", company.path() + "/permissions")))
        .containsEntry("object", "organization")
        .containsEntry(
            "after", Map.of("permissions", Map.of("use_ai_assistant", List.of("AD", "OW"))));
    assertThat(change(Log.row(owner, "PATCH", "/api/session-policy/")))
        .containsEntry("after", Map.of("max_session_age", 20_000));
    assertThat(map(change(Log.row(owner, "POST", "/api/jwt/settings")).get("after")))
        .containsEntry("api_token_ttl_days", 30);
    assertThat(Log.read(owner, "?page_size=1000").asString())
        .as("who was invited is nobody's business but the invitation's")
        .doesNotContain(invited)
        .doesNotContain("Renamed");
  }

  @Test
  void lookingIsNotLogged() {
    var owner = world.small("Looking").owner();
    owner.asks().get("/api/workspaces/").then().statusCode(200);
    owner.sends(Map.of("email", "a@example.com")).post("/api/auth/discover").then().statusCode(200);
    workspace(owner, "The only one");

    Log.row(owner, "POST", "/api/workspaces/");
    assertThat(Log.rows(owner, "?method=GET")).isEmpty();
    assertThat(Log.rows(owner, "?page_size=1000"))
        .extracting(row -> row.get("request_url"))
        .doesNotContain("/api/auth/discover");
  }

  @Test
  void membershipChangesAreToldFromRoleToRole() {
    var company = world.company("Roles Logged");
    var reviewer = company.as(Actor.RE);
    company
        .owner()
        .sends(Map.of("user_id", reviewer.id(), "role", "MA"))
        .patch(company.path() + "/memberships")
        .then()
        .statusCode(200);

    var row = Log.row(company.owner(), "PATCH", company.path() + "/memberships");
    assertThat(change(row))
        .containsEntry("object", "member")
        .containsEntry("id", (int) reviewer.id())
        .containsEntry("before", Map.of("role", "RE"))
        .containsEntry("after", Map.of("role", "MA"));
  }

  @Test
  void bulkTellsSomeOfItsChangesAndHowManyMoreThereWere() {
    var company = world.small("Bulk Logged");
    for (int i = 0; i < 25; i++) {
      world.member(company, "Many " + i, Role.ANNOTATOR);
    }
    long workspace = workspace(company.owner(), "For many");
    var path = "/api/workspaces/" + workspace + "/memberships/bulk/";
    company.owner().sends(Map.of("all", true)).post(path).then().statusCode(200);

    var extra = map(Log.row(company.owner(), "POST", path).get("extra_data"));
    assertThat((List<?>) extra.get("changes")).hasSize(20);
    assertThat((Integer) extra.get("further_changes")).isGreaterThanOrEqualTo(5);
  }

  @Test
  void logSaysByWhichCredential() {
    var owner = world.small("Credentials").owner();
    String key = owner.asks().get("/api/current-user/token").path("detail");
    String token = owner.sends(Map.of("scope", "read")).post("/api/token/").path("token");
    String access =
        given()
            .contentType(ContentType.JSON)
            .body(Map.of("refresh", token))
            .post("/api/token/refresh/")
            .path("access");
    given()
        .header("Authorization", "Token " + key)
        .contentType(ContentType.JSON)
        .body(Map.of("title", "By key"))
        .post("/api/workspaces/")
        .then()
        .statusCode(201);
    given()
        .header("Authorization", "Bearer " + access)
        .contentType(ContentType.JSON)
        .body(Map.of("title", "By token"))
        .post("/api/workspaces/")
        .then()
        .statusCode(403);

    assertThat(Log.row(owner, row -> "legacy-key".equals(row.get("credential"))))
        .containsEntry("response_code", "201");
    assertThat(Log.row(owner, row -> "access-token".equals(row.get("credential"))))
        .as("refused for its scope, and told all the same")
        .containsEntry("response_code", "403");
    assertThat(Log.row(owner, "POST", "/api/token/").get("user_session")).isNotNull();
  }

  @Test
  void signInsAreLoggedWhereThePersonWorks() {
    var owner = world.small("Signing In").owner();
    World.session(owner.email());
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", owner.email(), "password", "not the password"))
        .post("/api/auth/login")
        .then()
        .statusCode(401);

    assertThat(Log.row(owner, row -> "401".equals(row.get("response_code"))))
        .containsEntry("request_url", "/api/auth/login")
        .containsEntry("user_id", (int) owner.id())
        .containsEntry("credential", null);
    assertThat(
            Log.row(
                owner,
                row ->
                    "/api/auth/login".equals(row.get("request_url"))
                        && "200".equals(row.get("response_code"))))
        .containsEntry("credential", "session");
  }

  @Test
  void nobodysRequestsAreCountedAlone() throws InterruptedException {
    double before = counted("nobody");
    given().delete("/api/workspaces/1/").then().statusCode(401);
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", World.email("nobody"), "password", "whatever it is"))
        .post("/api/auth/login")
        .then()
        .statusCode(401);
    // Counted after the answer, which is here already.
    for (int tries = 0; tries < 100 && counted("nobody") < before + 2; tries++) {
      Thread.sleep(50);
    }
    assertThat(counted("nobody")).isGreaterThanOrEqualTo(before + 2);
  }

  private double counted(String outcome) {
    var counter = metrics.find("rollcall.activity").tag("outcome", outcome).counter();
    return counter == null ? 0 : counter.count();
  }

  @Test
  void requestOnAnotherOrganizationIsInTheCallersOwnLogAlone() {
    var here = world.small("Log Here").owner();
    var there = world.small("Log There");
    here.sends(Map.of("title", "Mine now")).patch(there.path()).then().statusCode(404);

    assertThat(Log.row(here, "PATCH", there.path())).containsEntry("response_code", "404");
    workspace(there.owner(), "Something");
    Log.row(there.owner(), "POST", "/api/workspaces/");
    assertThat(Log.rows(there.owner(), "?page_size=1000"))
        .extracting(row -> row.get("email"))
        .doesNotContain(here.email());
  }

  @Test
  void filtersNarrowAndPagesEnd() {
    var company = world.company("Filtered");
    var owner = company.owner();
    var manager = company.as(Actor.MA);
    long first = workspace(owner, "First");
    long second = workspace(manager, "Second");
    Number project =
        owner.sends(Map.of("title", "In it", "workspace", first)).post("/api/projects/").path("id");
    owner.asks().delete("/api/workspaces/" + second + "/").then().statusCode(204);
    Log.row(owner, "DELETE", "/api/workspaces/" + second + "/");

    assertThat(Log.rows(owner, "?method=DELETE")).hasSize(1);
    assertThat(Log.rows(owner, "?method=all&page_size=1000").size()).isGreaterThan(3);
    assertThat(Log.rows(owner, "?user=" + manager.id()))
        .allMatch(row -> Objects.equals(row.get("user_id"), (int) manager.id()))
        .hasSize(2);
    assertThat(Log.rows(owner, "?project=" + project)).hasSize(1);
    assertThat(Log.rows(owner, "?workspace=" + first)).hasSize(2);
    assertThat(Log.rows(owner, "?search=PROJECTS")).hasSize(1);
    assertThat(Log.rows(owner, "?search=" + manager.email())).hasSize(2);
    assertThat(Log.rows(owner, "?start_date=2020-01-01&end_date=2020-12-31")).isEmpty();
    assertThat(Log.rows(owner, "?start_date=2020-01-01")).isNotEmpty();
    var newest = Log.rows(owner, "?page_size=2");
    var oldest = Log.rows(owner, "?page_size=2&ordering=datetime");
    assertThat((String) newest.getFirst().get("datetime"))
        .isGreaterThan((String) oldest.getFirst().get("datetime"));

    var page = Log.read(owner, "?method=DELETE");
    assertThat((Integer) page.path("[0].recordsFiltered")).isEqualTo(1);
    assertThat((Integer) page.path("[0].recordsTotal")).isGreaterThan(3);
    Shapes.error(Log.read(owner, "?method=DELETE&page=2"), 404, "not-found");
    for (var query :
        List.of(
            "method=HEAD",
            "ordering=email",
            "user=x",
            "project=x",
            "workspace=0",
            "page=0",
            "page_size=1001",
            "start_date=yesterday",
            "end_date=2020-13-01",
            "search=" + "x".repeat(101))) {
      Shapes.invalid(Log.read(owner, "?" + query), query.substring(0, query.indexOf('=')));
    }
  }

  @Test
  void exportIsAFileThatNoSpreadsheetRuns() {
    var owner = world.small("Exported").owner();
    owner
        .sends(Map.of("title", "Exported"))
        .header("User-Agent", "=cmd()")
        .post("/api/workspaces/")
        .then()
        .statusCode(201);
    Log.row(owner, "POST", "/api/workspaces/");

    var file = owner.asks().get("/api/activity-logs/export/?search=workspaces");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.contentType()).startsWith("text/csv");
    assertThat(file.header("Content-Disposition")).startsWith("attachment");
    var lines = file.asString().split("\r\n");
    assertThat(lines).hasSize(2);
    assertThat(lines[0]).startsWith("id,datetime,user_id,email,");
    assertThat(lines[1]).contains(owner.email(), ",'=cmd(),", "/api/workspaces/");
    Shapes.invalid(owner.asks().get("/api/activity-logs/export/?user=x"), "user");
  }

  @Test
  void planWithoutALogRefusesToReadIt() {
    var company = world.small("Without A Log");
    plans.execute(
        new ChangePlan.Command(
            new OrganizationId(company.id()),
            plan -> new Plan(null, true, true, true, true, false)));

    Shapes.error(Log.read(company.owner(), ""), 403, "plan-forbids");
    Shapes.error(company.owner().asks().get("/api/activity-logs/export/"), 403, "plan-forbids");
  }

  @Test
  void ownerDecidesWhetherChangesAreTold() {
    var company = world.company("Undetailed");
    var owner = company.owner();
    var path = company.path() + "/set-default-role";
    Shapes.check(
        owner.sends(Map.of("extra_data_on_activity_logs", false)).patch(path), 200, "DefaultRole");
    owner.sends(Map.of("title", "Untold")).post("/api/workspaces/").then().statusCode(201);

    assertThat(Log.row(owner, "POST", "/api/workspaces/").get("extra_data")).isNull();
    assertThat(
            (Boolean)
                owner
                    .sends(Map.of("default_role", "NO"))
                    .patch(path)
                    .path("extra_data_on_activity_logs"))
        .isFalse();
    Shapes.error(
        company.as(Actor.AD).sends(Map.of("extra_data_on_activity_logs", true)).patch(path),
        403,
        "not-permitted");
    Shapes.invalid(
        owner.sends(Map.of("extra_data_on_activity_logs", "yes")).patch(path),
        "extra_data_on_activity_logs");
  }

  @Test
  void erasedPersonIsANumberInTheLog() {
    var company = world.small("Erased From Log");
    var member = world.signIn(new UserId(world.member(company, "Forgotten", Role.MANAGER)));
    workspace(member, "Theirs");
    Log.row(company.owner(), row -> member.email().equals(row.get("email")));

    member.sends(Map.of("password", World.PASSWORD)).post("/api/auth/erase").then().statusCode(204);

    var erasure = Log.row(company.owner(), "POST", "/api/auth/erase");
    assertThat(erasure)
        .containsEntry("email", "")
        .containsEntry("ip_address", null)
        .containsEntry("user_agent", "");
    assertThat(Log.rows(company.owner(), "?user=" + member.id()))
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(
            row -> assertThat(row).containsEntry("email", "").containsEntry("ip_address", null));
    assertThat(Log.read(company.owner(), "?page_size=1000").asString())
        .doesNotContain(member.email());
  }

  @Test
  void youngEntriesOutliveTheSweep() {
    var owner = world.small("Swept").owner();
    workspace(owner, "Young");
    Log.row(owner, "POST", "/api/workspaces/");

    assertThat(forget.execute()).isZero();

    assertThat(Log.rows(owner, "?page_size=1000")).isNotEmpty();
  }

  /** Wherever a client puts it, and also where it should not have. */
  @Test
  void noSecretIsEverInTheLog() {
    var company = world.company("Discreet");
    var owner = company.owner();
    var secrets = new HashMap<String, String>();
    secrets.put("password", World.PASSWORD);
    secrets.put("session", owner.session());
    secrets.put("key", owner.asks().get("/api/current-user/token").path("detail"));
    secrets.put("new key", owner.asks().post("/api/current-user/reset-token/").path("token"));
    secrets.put("link", owner.asks().post("/api/invite/reset-token").path("token"));
    secrets.put("token", owner.sends(Map.of()).post("/api/token/").path("token"));
    secrets.put("rotated", rotated(owner, Objects.requireNonNull(secrets.get("token"))));
    secrets.put("bind password", "the reader's very own secret");
    secrets.put("new password", "an entirely different passphrase");
    secrets.put("made up", "Sup3rS3cretValue");
    var secret = Objects.requireNonNull(secrets.get("made up"));
    directory(company, Objects.requireNonNull(secrets.get("bind password")));
    var sent =
        List.of(
            owner
                .sends(
                    Map.of(
                        "old_password",
                        World.PASSWORD,
                        "password",
                        Objects.requireNonNull(secrets.get("new password"))))
                .post("/api/auth/password/change"),
            owner
                .sends(Map.of("refresh", Objects.requireNonNull(secrets.get("rotated"))))
                .post("/api/token/blacklist/"),
            owner.sends(Map.of("token", secret)).post("/api/invite/accept"),
            owner.sends(Map.of("password", secret)).post("/api/auth/erase"),
            owner
                .sends(Map.of("email", World.email("other"), "password", secret))
                .post("/api/auth/email/change"),
            owner.sends(Map.of("token", secret)).post("/api/auth/email/verify"),
            owner
                .sends(Map.of("token", secret, "password", secret))
                .post("/api/auth/password/reset"),
            owner
                .sends(Map.of("title", "By the way"))
                .header("Referer", "http://localhost/join?token=" + secret)
                .post("/api/workspaces/?token=" + secret),
            owner.asks().delete("/api/token/" + secret),
            owner.sends(Map.of("title", secret)).post("/api/workspaces/" + secret + "/"),
            owner.sends(Map.of("emails", List.of("x@example.com"))).post("/api/invite/send-email"));
    assertThat(sent).extracting(io.restassured.response.Response::statusCode).doesNotContain(500);

    Log.row(owner, "POST", "/api/invite/send-email");
    var log = Log.read(owner, "?page_size=1000").asString();
    var file = owner.asks().get("/api/activity-logs/export/").asString();
    secrets.forEach(
        (what, value) -> {
          assertThat(log).as(what).doesNotContain(value);
          assertThat(file).as(what).doesNotContain(value);
        });
    assertThat(log).contains("directory");
  }

  private static String rotated(Person owner, String token) {
    return owner.sends(Map.of("refresh", token)).post("/api/token/rotate/").path("refresh");
  }

  private static void directory(Company company, String password) {
    company
        .owner()
        .sends(
            Map.of(
                "title",
                "A directory",
                "urls",
                List.of("ldap://127.0.0.1:1"),
                "security",
                "none",
                "bind_dn",
                "cn=reader",
                "bind_password",
                password,
                "users",
                Map.of("bases", List.of("ou=people,dc=example,dc=com"))))
        .post("/api/ldap/directories/")
        .then()
        .statusCode(201);
  }
}
