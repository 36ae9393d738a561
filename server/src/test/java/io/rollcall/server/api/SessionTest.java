package io.rollcall.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where somebody is signed in, and what ends it. */
@ApiTest
class SessionTest {
  @Inject World world;

  private static boolean isAlive(String session) {
    return given().cookie("rollcall_session", session).get("/api/current-user/whoami").statusCode()
        == 200;
  }

  private static Response list(String session) {
    return Shapes.check(
        given().cookie("rollcall_session", session).get("/api/auth/sessions/"), 200, "Session[]");
  }

  private static long current(String session) {
    Number id = list(session).path("find { it.current }.id");
    return id.longValue();
  }

  @Test
  void listTellsDevicesAndWhichOneAsks() {
    var person = world.signIn(world.account("Lister"));
    var other =
        given()
            .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0")
            .contentType(ContentType.JSON)
            .body(Map.of("email", person.email(), "password", World.PASSWORD))
            .post("/api/auth/login")
            .cookie("rollcall_session");

    var sessions = list(other);

    assertThat((List<Boolean>) sessions.path("current")).containsExactly(true, false);
    assertThat((String) sessions.path("[0].device")).isEqualTo("Firefox on Linux");
    assertThat((String) sessions.path("[0].address")).isNotBlank();
    assertThat(sessions.asString()).doesNotContain(other).doesNotContain(person.session());
  }

  @Test
  void oneSessionIsEndedFromAnother() {
    var person = world.signIn(world.account("Revoker"));
    var other = World.session(person.email());

    person.asks().delete("/api/auth/sessions/%d/".formatted(current(other))).then().statusCode(204);

    assertThat(isAlive(other)).isFalse();
    assertThat(isAlive(person.session())).isTrue();
  }

  @Test
  void strangersSessionIsNotThere() {
    var person = world.signIn(world.account("Stranger"));
    var victim = world.signIn(world.account("Victim"));
    for (long id : List.of(current(victim.session()), Long.MAX_VALUE)) {
      Shapes.error(person.asks().delete("/api/auth/sessions/%d/".formatted(id)), 404, "not-found");
    }
    assertThat(isAlive(victim.session())).isTrue();
  }

  @Test
  void signingOutEverywhereEndsAll() {
    var person = world.signIn(world.account("Everywhere"));
    var other = World.session(person.email());

    var answer = person.asks().delete("/api/auth/sessions/");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.detailedCookie("rollcall_session").getMaxAge()).isZero();
    assertThat(isAlive(person.session())).isFalse();
    assertThat(isAlive(other)).isFalse();
  }

  @Test
  void keyOfAnApiClientNeitherSeesNorEndsPasswordSessions() {
    var owner = world.small("Key Holder").owner();
    String key = owner.asks().get("/api/current-user/token").path("detail");

    var seen = given().header("X-API-Key", key).get("/api/auth/sessions/");
    given().header("X-API-Key", key).delete("/api/auth/sessions/").then().statusCode(204);

    assertThat((List<?>) seen.path("$")).isEmpty();
    assertThat(isAlive(owner.session())).isTrue();
  }

  @Test
  void policyIsTheServersUntilTheOwnerChangesIt() {
    var owner = world.small("Policy").owner();
    var usual = Shapes.check(owner.asks().get("/api/session-policy/"), 200, "SessionTimeoutPolicy");
    assertThat((int) usual.path("max_session_age")).isEqualTo(14 * 24 * 60);

    Shapes.check(
        owner.sends(Map.of("max_time_between_activity", 30)).patch("/api/session-policy/"),
        200,
        "SessionTimeoutPolicy");
    var changed = owner.sends(Map.of("max_session_age", Integer.MAX_VALUE));
    changed.patch("/api/session-policy/").then().statusCode(200);

    var read = owner.asks().get("/api/session-policy/");
    assertThat((int) read.path("max_session_age")).isEqualTo(Integer.MAX_VALUE);
    assertThat((int) read.path("max_time_between_activity")).isEqualTo(30);
    assertThat(isAlive(owner.session())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "max_session_age,0",
    "max_session_age,-5",
    "max_session_age,2147483648",
    "max_time_between_activity,0",
    "max_time_between_activity,1.5",
    "max_time_between_activity,\"5\""
  })
  void unusableLimitIsNamed(String field, String value) {
    var owner = world.shared().owner();
    Shapes.invalid(
        owner.sends("{\"%s\": %s}".formatted(field, value)).patch("/api/session-policy/"), field);
  }

  @Test
  void leavingEndsTheMembershipAndTheKey() {
    var company = world.small("Left");
    var member =
        world.signIn(
            world.member(
                new OrganizationId(company.id()),
                new UserId(company.owner().id()),
                "Leaver",
                Role.ANNOTATOR));
    String key = member.asks().get("/api/current-user/token").path("detail");

    member.asks().post(company.path() + "/leave").then().statusCode(204);

    Shapes.error(member.asks().get(company.path()), 404, "not-found");
    Shapes.error(member.asks().post(company.path() + "/leave"), 404, "not-found");
    given().header("X-API-Key", key).get("/api/organizations/").then().statusCode(401);
    assertThat((List<?>) member.asks().get("/api/organizations/").path("$")).isEmpty();
  }

  @Test
  void ownerDoesNotLeave() {
    var company = world.small("Kept");
    Shapes.error(company.owner().asks().post(company.path() + "/leave"), 400, "owner-keeps-role");
  }

  @Test
  void rowsOfASessionAreNotTakenFromTheClient() {
    var person = world.signIn(world.account("Mass"));
    var body = new HashMap<String, Object>();
    body.put("email", person.email());
    body.put("password", World.PASSWORD);
    body.put("session", "chosen");
    body.put("bound_to", 1);
    body.put("created_at", "2099-01-01T00:00:00Z");
    var session =
        given()
            .contentType(ContentType.JSON)
            .body(body)
            .post("/api/auth/login")
            .cookie("rollcall_session");
    assertThat(session).isNotEqualTo("chosen").hasSizeGreaterThan(20);
    assertThat((String) list(session).path("find { it.current }.created_at"))
        .doesNotStartWith("2099");
  }
}
