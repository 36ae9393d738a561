package io.rollcall.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What an administrator does on the first day, with nothing but the API and the token of a script.
 */
@ApiTest
class FirstDayTest {
  private static final String PASSWORD = "correct horse battery";

  private String token = "";

  private RequestSpecification script() {
    return given().header("Authorization", "Token " + token).contentType(ContentType.JSON);
  }

  private JsonPath get(String path) {
    return script().get(path).then().statusCode(200).extract().jsonPath();
  }

  private JsonPath post(String path, Object body, int status) {
    return script().body(body).post(path).then().statusCode(status).extract().jsonPath();
  }

  /** Signs up; the organization comes with the account. */
  private JsonPath signUp(String email) {
    var session =
        given()
            .contentType(ContentType.JSON)
            .body(Map.of("email", email, "password", PASSWORD))
            .post("/api/auth/signup")
            .then()
            .statusCode(201)
            .extract();
    token =
        given()
            .cookie("rollcall_session", session.cookie("rollcall_session"))
            .get("/api/current-user/token")
            .jsonPath()
            .getString("detail");
    return session.jsonPath();
  }

  private long add(String name) {
    var person =
        post(
            "/api/users/",
            Map.of("email", World.email(name), "username", name, "first_name", name),
            201);
    return person.getLong("id");
  }

  @Test
  void organizationIsSetUpFromNothing() {
    var email = World.email("first.day");
    var owner = signUp(email);
    long organization = owner.getLong("active_organization");
    var here = "/api/organizations/" + organization;

    // The organization gets its name, and whoever joins is an annotator.
    script().body(Map.of("title", "First Day Ltd")).patch(here).then().statusCode(200);
    script()
        .body(Map.of("default_role", "AN"))
        .patch(here + "/set-default-role")
        .then()
        .statusCode(200);

    // Three people come; one is to manage, one is to review.
    long manager = add("Maja");
    long reviewer = add("Rita");
    long annotator = add("Anton");
    role(here, manager, "MA");
    role(here, reviewer, "RE");
    assertThat(get(here + "/memberships?ordering=id").getList("results.role"))
        .containsExactly("OW", "MA", "RE", "AN");

    // A workspace with everybody but the owner, and a project in it where the annotator reviews.
    long workspace = post("/api/workspaces/", Map.of("title", "Pilot"), 201).getLong("id");
    var added =
        post(
            "/api/workspaces/" + workspace + "/memberships/bulk/",
            Map.of("all", true, "excluded", List.of(owner.getLong("id"))),
            200);
    assertThat(added.getInt("assignments")).isEqualTo(3);
    long project =
        post(
                "/api/projects/",
                Map.of("title", "Street signs", "workspace", workspace, "is_published", true),
                201)
            .getLong("id");
    post("/api/projects/" + project + "/members/", Map.of("user", annotator), 201);
    post("/api/projects/roles/", Map.of("user", annotator, "project", project, "role", "RE"), 201);
    assertThat(get("/api/projects/" + project + "/members/paginated/").getInt("count"))
        .isEqualTo(3);

    // Managers may invite from now on.
    post(
        here + "/permissions",
        Map.of("permission", "invite_members", "roles", List.of("OW", "AD", "MA")),
        200);
    assertThat(
            script()
                .body(decision(manager, organization))
                .post("/access/v1/evaluation")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getBoolean("decision"))
        .isTrue();

    // Somebody is let go, and everything tells of it.
    var before = Instant.now();
    script().delete(here + "/memberships/" + annotator + "/").then().statusCode(204);
    assertThat(get(here + "/memberships?ordering=id").getList("results.role"))
        .containsExactly("OW", "MA", "RE");
    assertThat(get(here + "/memberships?ordering=id&as_of=" + before).getList("results.role"))
        .containsExactly("OW", "MA", "RE", "AN");
    assertThat(get(here + "/memberships?is_deleted=true").getList("results.user.id", Long.class))
        .containsExactly(annotator);
    assertThat(
            get("/api/fsm"
                    + here.substring("/api".length())
                    + "/membership-history/?user_id="
                    + annotator)
                .getInt("count"))
        .isGreaterThan(2);
    assertThat(get(here + "/memberships/" + reviewer + "/explanation").getString("summary"))
        .isNotBlank();
    assertThat(get("/api/billing/info").getInt("billing_checks.users.count")).isEqualTo(3);

    // The organization is handed over.
    role(here, manager, "AD");
    post(here + "/transfer-ownership", Map.of("user_id", manager), 200);
    assertThat(get("/api/current-user/whoami").getString("organization_membership.role"))
        .isEqualTo("AD");
    script()
        .body(Map.of("user_id", manager, "role", "AN"))
        .patch(here + "/memberships")
        .then()
        .statusCode(400);
  }

  private void role(String here, long user, String role) {
    script()
        .body(Map.of("user_id", user, "role", role))
        .patch(here + "/memberships")
        .then()
        .statusCode(200);
  }

  private static Map<String, Object> decision(long user, long organization) {
    return Map.of(
        "subject", Map.of("type", "user", "id", Long.toString(user)),
        "action", Map.of("name", "invite_members"),
        "resource", Map.of("type", "organization", "id", Long.toString(organization)));
  }
}
