package io.rollcall.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ApiTest
class SignInTest {
  @Inject World world;

  private static Response post(String path, Object body) {
    return given().contentType(ContentType.JSON).body(body).post(path);
  }

  private static Response signUp(Object email, Object password) {
    return post("/api/auth/signup", Map.of("email", email, "password", password));
  }

  @Test
  void signingUpFoundsAnOrganizationAndSignsIn() {
    var email = World.email("founder");
    var answer = Shapes.check(signUp(email, World.PASSWORD), 201, "WhoAmIUser");

    assertThat((String) answer.path("email")).isEqualTo(email);
    assertThat((String) answer.path("organization_membership.role")).isEqualTo("OW");
    assertThat((String) answer.path("active_organization_meta.title")).isEqualTo(email);
    given()
        .cookie("rollcall_session", answer.cookie("rollcall_session"))
        .get("/api/current-user/whoami")
        .then()
        .statusCode(200);
  }

  @Test
  void cookieIsOutOfReachOfScriptsAndOtherSites() {
    var cookie = signUp(World.email("cookie"), World.PASSWORD).detailedCookie("rollcall_session");

    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.getSameSite()).isEqualTo("Lax");
    assertThat(cookie.getPath()).isEqualTo("/");
    assertThat(cookie.isSecured()).as("the tests' address is loopback").isFalse();
  }

  @Test
  void addressWithAnAccountIsRefused() {
    var email = World.email("twice");
    signUp(email, World.PASSWORD);

    Shapes.invalid(signUp(email.toUpperCase(java.util.Locale.ROOT), World.PASSWORD), "email");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nobody", "a@", "@b", "a b@c.de"})
  void unusableAddressIsNamed(String email) {
    Shapes.invalid(signUp(email, World.PASSWORD), "email");
  }

  @Test
  void unusablePasswordIsNamed() {
    Shapes.invalid(signUp(World.email("short"), "1234567"), "password");
    Shapes.invalid(signUp(World.email("long"), "x".repeat(257)), "password");
    Shapes.invalid(signUp(World.email("number"), 12345678), "password");
    Shapes.invalid(post("/api/auth/signup", Map.of("email", "a@b.de")), "password");
  }

  @Test
  void unknownInvitationDoesNotBecomeAnOrganizationOfOnesOwn() {
    Shapes.invalid(
        post(
            "/api/auth/signup",
            Map.of("email", World.email("inv"), "password", World.PASSWORD, "token", "nope")),
        "token");
  }

  @Test
  void roleOrOrganizationFromAClientGivesNothing() {
    var shared = world.shared();
    var body = new HashMap<String, Object>();
    body.put("email", World.email("mass"));
    body.put("password", World.PASSWORD);
    body.put("organization", shared.id());
    body.put("role", "OW");
    body.put("id", 1);
    var answer = post("/api/auth/signup", body);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(((Number) answer.path("active_organization")).longValue()).isNotEqualTo(shared.id());
  }

  @Test
  void signingInAnswersTheAccountAndAFreshSession() {
    var owner = world.shared().owner();
    var body = Map.of("email", owner.email(), "password", World.PASSWORD);
    var first = Shapes.check(post("/api/auth/login", body), 200, "WhoAmIUser");
    var fixed =
        given()
            .contentType(ContentType.JSON)
            .cookie("rollcall_session", "chosen-by-somebody-else")
            .body(body)
            .post("/api/auth/login");

    assertThat(first.cookie("rollcall_session")).isNotEqualTo(owner.session());
    assertThat(fixed.cookie("rollcall_session")).isNotEqualTo("chosen-by-somebody-else");
  }

  @Test
  void usernameFieldTakesTheAddressToo() {
    var owner = world.shared().owner();
    Shapes.check(
        post("/api/auth/login", Map.of("username", owner.email(), "password", World.PASSWORD)),
        200,
        "WhoAmIUser");
  }

  @Test
  void wrongPasswordAndUnknownAccountAnswerTheSame() {
    var owner = world.shared().owner();
    var wrong = post("/api/auth/login", Map.of("email", owner.email(), "password", "wrong one"));
    var unknown =
        post("/api/auth/login", Map.of("email", "nobody@example.com", "password", "wrong one"));

    Shapes.error(wrong, 401, "login-failed");
    Shapes.error(unknown, 401, "login-failed");
    assertThat((String) wrong.path("detail")).isEqualTo(unknown.path("detail"));
    assertThat(wrong.cookies()).isEmpty();
  }

  @Test
  void signingInNeedsNameAndPassword() {
    Shapes.invalid(post("/api/auth/login", Map.of("email", "a@b.de")), "password");
    Shapes.invalid(post("/api/auth/login", Map.of("password", "x")), "email");
    Shapes.invalid(
        post("/api/auth/login", Map.of("email", "a@b.de", "password", "x", "organization", "y")),
        "organization");
  }

  @Test
  void signingOutEndsTheSession() {
    var session = World.session(world.shared().owner().email());
    given()
        .cookie("rollcall_session", session)
        .post("/api/auth/logout")
        .then()
        .statusCode(204)
        .cookie("rollcall_session", "");

    Shapes.error(
        given().cookie("rollcall_session", session).get("/api/current-user/whoami"),
        401,
        "authentication-failed");
  }

  @Test
  void anonymousRequestIsAskedForACredential() {
    var answer = Shapes.error(given().get("/api/organizations/"), 401, "not-authenticated");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Token realm=\"Rollcall\"");
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization,Token nonsense",
    "Authorization,Bearer nonsense",
    "Authorization,Basic eDp5",
    "Authorization,Token",
    "X-API-Key,nonsense"
  })
  void badKeyIsRefusedEvenBesideAGoodCookie(String header, String value) {
    var answer =
        Shapes.error(
            world.shared().owner().asks().header(header, value).get("/api/organizations/"),
            401,
            "authentication-failed");
    assertThat(answer.header("WWW-Authenticate")).isNotNull();
  }

  @Test
  void legacyKeyOpensByEitherHeader() {
    var owner = world.shared().owner();
    String key =
        Shapes.check(owner.asks().get("/api/current-user/token"), 200, "Token").path("detail");

    given()
        .header("Authorization", "Token " + key)
        .get("/api/organizations/")
        .then()
        .statusCode(200);
    given().header("X-API-Key", key).get("/api/organizations/").then().statusCode(200);
  }

  @Test
  void newLegacyKeyKillsTheOldOne() {
    var owner = world.small("Keys").owner();
    String old = owner.asks().get("/api/current-user/token").path("detail");
    String fresh =
        Shapes.check(owner.asks().post("/api/current-user/reset-token/"), 201, "ResetToken")
            .path("token");

    assertThat((String) owner.asks().get("/api/current-user/token").path("detail"))
        .isEqualTo(fresh)
        .isNotEqualTo(old);
    given().header("X-API-Key", old).get("/api/organizations/").then().statusCode(401);
    given().header("X-API-Key", fresh).get("/api/organizations/").then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site,cross-site,403",
    "Sec-Fetch-Site,same-site,403",
    "Sec-Fetch-Site,same-origin,200",
    "Sec-Fetch-Site,none,200",
    "Origin,https://evil.example,403",
    "Origin,null,403",
    "X-Nothing,x,200"
  })
  void pagesOfOtherSitesCannotChangeAnything(String header, String value, int status) {
    var answer =
        world
            .shared()
            .owner()
            .sends(Map.of("phone", "1"))
            .header(header, value)
            .patch("/api/current-user");

    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 403) {
      Shapes.error(answer, 403, "cross-site-request");
    }
  }

  @Test
  void ownPagesMayByTheirOrigin() {
    var origin =
        io.quarkus.arc.Arc.container().instance(io.rollcall.rest.Installation.class).get().origin();
    world
        .shared()
        .owner()
        .sends(Map.of("phone", "1"))
        .header("Origin", origin)
        .patch("/api/current-user")
        .then()
        .statusCode(200);
  }

  @Test
  void readingFromAnotherSiteIsLeftToTheBrowser() {
    var answer =
        world
            .shared()
            .owner()
            .asks()
            .header("Sec-Fetch-Site", "cross-site")
            .header("Origin", "https://evil.example")
            .get("/api/current-user");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
  }

  @Test
  void noPageOfAnotherSiteIsPromisedAnything() {
    var answer =
        given()
            .header("Origin", "https://evil.example")
            .header("Access-Control-Request-Method", "PATCH")
            .header("Access-Control-Request-Headers", "x-api-key")
            .options("/api/current-user");
    assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    assertThat(answer.header("Access-Control-Allow-Methods")).isNull();
  }

  @Test
  void discoveryAnswersTheSameForKnownAndUnknownAddresses() {
    var known = world.signIn(world.account("Discovered")).email();
    var answers =
        java.util.stream.Stream.of(known, World.email("undiscovered"))
            .map(
                email ->
                    Shapes.check(
                        given()
                            .contentType(ContentType.JSON)
                            .body(Map.of("email", email))
                            .post("/api/auth/discover"),
                        200,
                        "SignInMethods"))
            .toList();
    assertThat((String) answers.getFirst().path("methods[0].kind")).isEqualTo("password");
    assertThat(answers.getFirst().asString()).isEqualTo(answers.getLast().asString());

    for (var body : List.of("{}", "{\"email\": \"\"}", "{\"email\": \"nonsense\"}")) {
      Shapes.invalid(
          given().contentType(ContentType.JSON).body(body).post("/api/auth/discover"), "email");
    }
  }

  @Test
  void discoveryIsLimitedOnKnownAndUnknownAddressesAlike() {
    for (var email :
        List.of(world.signIn(world.account("Sought")).email(), World.email("unsought"))) {
      for (int i = 0; i < 10; i++) {
        discover(email).then().statusCode(200);
      }
      Shapes.error(discover(email), 429, "too-many-attempts");
    }
  }

  private static io.restassured.response.Response discover(String email) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", email))
        .post("/api/auth/discover");
  }

  @Test
  void organizationThatIsNotTheirsIsNamed() {
    var person = world.signIn(world.account("Wishing"));
    var foreign = world.small("Wished").id();
    for (long id : List.of(foreign, 0L, -1L, Long.MAX_VALUE)) {
      Shapes.invalid(wishing(person.email(), World.PASSWORD, id), "organization");
    }
    Shapes.error(wishing(person.email(), "wrong horse", foreign), 401, "login-failed");
    var company = world.small("Wished For");
    Shapes.check(wishing(company.owner().email(), World.PASSWORD, company.id()), 200, "WhoAmIUser");
  }

  private static io.restassured.response.Response wishing(
      String email, String password, long organization) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", email, "password", password, "organization", organization))
        .post("/api/auth/login");
  }
}
