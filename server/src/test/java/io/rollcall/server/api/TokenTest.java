package io.rollcall.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.rollcall.application.identity.RotateSigningKeys;
import io.rollcall.server.api.World.Company;
import io.rollcall.server.api.World.Person;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Personal access tokens over HTTP. */
@ApiTest
class TokenTest {
  @Inject World world;
  @Inject RotateSigningKeys rotateSigningKeys;

  private static String create(Person person, String scope) {
    return Shapes.check(
            person.sends(Map.of("scope", scope)).post("/api/token/"), 201, "LSEAPITokenCreate")
        .path("token");
  }

  private static Response refresh(String token) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("refresh", token))
        .post("/api/token/refresh/");
  }

  private static String access(String token) {
    return Shapes.check(refresh(token), 200, "TokenRefreshResponse").path("access");
  }

  private static RequestSpecification bearer(String access) {
    return given().header("Authorization", "Bearer " + access).contentType(ContentType.JSON);
  }

  private static Response whoami(String access) {
    return bearer(access).get("/api/current-user/whoami");
  }

  private static void settings(Company company, boolean tokens, boolean keys, int days) {
    Shapes.check(
        company
            .owner()
            .sends(
                Map.of(
                    "api_token_ttl_days",
                    days,
                    "api_tokens_enabled",
                    tokens,
                    "legacy_api_tokens_enabled",
                    keys))
            .post("/api/jwt/settings"),
        201,
        "LSEJWTSettings");
  }

  @Test
  void listShowsTokensWithoutTheirSignature() {
    var owner = world.small("Listed").owner();
    var first = create(owner, "all");
    var second = create(owner, "read");

    var answer = Shapes.check(owner.asks().get("/api/token/"), 200, "LSEAPITokenList[]");
    List<String> shown = answer.path("token");
    assertThat(shown)
        .containsExactly(
            first.substring(0, first.lastIndexOf('.')),
            second.substring(0, second.lastIndexOf('.')));
    assertThat((List<String>) answer.path("scope")).containsExactly("all", "read");
    List<String> turned =
        owner.asks().queryParam("ordering", "-created_at").get("/api/token/").path("token");
    assertThat(turned).isEqualTo(shown.reversed());
    Shapes.invalid(owner.asks().queryParam("ordering", "signed_by").get("/api/token/"), "ordering");
    assertThat(refresh(shown.getFirst()).statusCode())
        .as("what is shown opens nothing")
        .isEqualTo(401);
  }

  @Test
  void tokenOpensTheOrganizationItWasMadeInAlone() {
    var acme = world.small("Token Acme");
    var beta = world.small("Token Beta");
    var access = access(create(acme.owner(), "all"));

    Shapes.check(bearer(access).get(acme.path()), 200, "LseOrganization");
    Shapes.error(bearer(access).get(beta.path()), 404, "not-found");
    assertThat((List<Object>) bearer(access).get("/api/organizations/").path("id")).hasSize(1);
  }

  @Test
  void oneKindIsNeverTakenForTheOther() {
    var token = create(world.shared().owner(), "all");
    var access = access(token);

    Shapes.error(whoami(token), 401, "authentication-failed");
    Shapes.error(refresh(access), 401, "authentication-failed");
    Shapes.error(
        given().header("Authorization", "Token " + access).get("/api/current-user/whoami"),
        401,
        "authentication-failed");
    assertThat(given().header("X-API-Key", access).get("/api/current-user/whoami").statusCode())
        .isEqualTo(200);
    Shapes.error(
        given().header("X-API-Key", token).get("/api/current-user/whoami"),
        401,
        "authentication-failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense", "a.b.c", "..", "e30.e30.e30", "eyJhbGciOiJub25lIn0.e30.", "  x  "})
  void whatIsNoTokenIsRefusedInTheShapeOfErrors(String text) {
    Shapes.error(refresh(text), 401, "authentication-failed");
    Shapes.error(whoami(text), 401, "authentication-failed");
  }

  @Test
  void tokenWithoutAlgorithmOrWithAChangedHolderIsRefused() {
    var company = world.company("Forged");
    var parts = access(create(company.as(Actor.AN), "all")).split("\\.");
    var none = encode("{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"1\"}");
    var owner =
        encode(
            decode(parts[1])
                .replace(
                    "\"sub\":\"%d\"".formatted(company.as(Actor.AN).id()),
                    "\"sub\":\"%d\"".formatted(company.owner().id())));

    for (var forged :
        List.of(
            none + "." + parts[1] + ".",
            none + "." + owner + ".",
            parts[0] + "." + owner + "." + parts[2],
            parts[0] + "." + parts[1] + ".")) {
      Shapes.error(whoami(forged), 401, "authentication-failed");
    }
  }

  private static String decode(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void hugeTokenIsRefusedBeforeAnybodyReadsIt() {
    Shapes.error(
        whoami("a".repeat(6000) + "." + "b".repeat(1000) + ".c"), 401, "authentication-failed");
    Shapes.error(refresh("a.".repeat(100_000)), 401, "authentication-failed");
    assertThat(whoami("a".repeat(100_000)).statusCode()).isEqualTo(431);
  }

  @Test
  void refreshAndTheOthersNeedTheirField() {
    var owner = world.shared().owner();
    for (var path : List.of("/api/token/refresh/", "/api/token/rotate/", "/api/token/blacklist/")) {
      Shapes.invalid(owner.sends(Map.of()).post(path), "refresh");
      Shapes.invalid(owner.sends(Map.of("refresh", " ")).post(path), "refresh");
      Shapes.invalid(owner.sends(Map.of("refresh", List.of())).post(path), "refresh");
    }
    Shapes.invalid(owner.sends(Map.of("scope", "everything")).post("/api/token/"), "scope");
  }

  @Test
  void blacklistedTokenAndItsAccessAreDeadAtOnce() {
    var owner = world.small("Blacklist").owner();
    var token = create(owner, "all");
    var access = access(token);
    var shown = Map.of("refresh", token.substring(0, token.lastIndexOf('.')));

    owner.sends(shown).post("/api/token/blacklist/").then().statusCode(204);

    Shapes.error(whoami(access), 401, "authentication-failed");
    Shapes.error(refresh(token), 401, "authentication-failed");
    Shapes.error(owner.sends(shown).post("/api/token/blacklist/"), 404, "not-found");
    Shapes.error(
        owner.sends(Map.of("refresh", token)).post("/api/token/rotate/"), 400, "wrong-state");
  }

  @Test
  void rotatedTokenReplacesTheOldOne() {
    var owner = world.small("Rotate").owner();
    var old = create(owner, "read");
    String fresh =
        Shapes.check(
                owner.sends(Map.of("refresh", old)).post("/api/token/rotate/"),
                200,
                "TokenRotateResponse")
            .path("refresh");

    Shapes.error(refresh(old), 401, "authentication-failed");
    assertThat(whoami(access(fresh)).statusCode()).isEqualTo(200);
    assertThat((List<String>) owner.asks().get("/api/token/").path("scope"))
        .containsExactly("read");
  }

  @Test
  void switchedOffKindIsRefusedWithItsReason() {
    var company = world.small("Switched");
    var owner = company.owner();
    var token = create(owner, "all");
    var access = access(token);
    String key = owner.asks().get("/api/current-user/token").path("detail");

    settings(company, false, false, 30);
    for (var refused :
        List.of(
            whoami(access),
            refresh(token),
            given().header("Authorization", "Token " + key).get("/api/current-user/whoami"),
            given().header("X-API-Key", key).get("/api/current-user/whoami"))) {
      Shapes.error(refused, 401, "token-kind-off");
      assertThat(refused.header("WWW-Authenticate")).isNotNull();
      assertThat((String) refused.path("detail")).contains("switched off");
    }
    Shapes.error(owner.sends(Map.of()).post("/api/token/"), 400, "wrong-state");
    Shapes.error(owner.asks().get("/api/current-user/token"), 400, "wrong-state");

    settings(company, true, true, 30);
    assertThat(whoami(access).statusCode()).isEqualTo(200);
    given().header("X-API-Key", key).get("/api/current-user/whoami").then().statusCode(200);
  }

  @Test
  void settingsNameTheirWrongField() {
    var owner = world.small("Settings").owner();
    for (Object days : List.of(0, -1, 73_001, "x")) {
      Shapes.invalid(
          owner.sends(Map.of("api_token_ttl_days", days)).post("/api/jwt/settings"),
          "api_token_ttl_days");
    }
    Shapes.invalid(
        owner.sends(Map.of("api_tokens_enabled", false)).post("/api/jwt/settings"),
        "api_token_ttl_days");
    var read = Shapes.check(owner.asks().get("/api/jwt/settings"), 200, "LSEJWTSettings");
    assertThat((Integer) read.path("api_token_ttl_days")).isEqualTo(365);
  }

  @ParameterizedTest
  @CsvSource({
    "all,GET,/api/current-user,200",
    "all,PATCH,/api/current-user,200",
    "all,GET,/api/current-user/token,200",
    "read,GET,/api/current-user,200",
    "read,PATCH,/api/current-user,403",
    "read,POST,/api/token/,403",
    "read,GET,/api/current-user/token,403",
    "read,POST,/api/current-user/reset-token/,403",
    "decisions,GET,/api/current-user,403",
    "decisions,PATCH,/api/current-user,403",
    "scim,GET,/api/current-user,403",
    "scim,GET,/api/token/,403"
  })
  void tokenIsGoodForItsScopeAlone(String scope, String method, String path, int status) {
    var answer =
        bearer(access(create(world.shared().owner(), scope))).body(Map.of()).request(method, path);

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    if (status == 403) {
      Shapes.error(answer, 403, "out-of-scope");
      assertThat((String) answer.path("detail")).contains(scope);
    }
  }

  @Test
  void tokenDiesWithItsHoldersAccess() {
    var company = world.company("Leaving");
    var leaver = company.as(Actor.AN);
    var token = create(leaver, "all");
    var access = access(token);
    assertThat(whoami(access).statusCode()).isEqualTo(200);

    company
        .owner()
        .sends(Map.of("user_id", leaver.id(), "role", "DI"))
        .patch(company.path() + "/memberships")
        .then()
        .statusCode(200);

    Shapes.error(whoami(access), 401, "authentication-failed");
    Shapes.error(refresh(token), 401, "authentication-failed");
  }

  @Test
  void tokenDiesWithItsHoldersPassword() {
    var owner = world.small("Password").owner();
    var access = access(create(owner, "all"));

    owner
        .sends(Map.of("old_password", World.PASSWORD, "password", "another fine password"))
        .post("/api/auth/password/change")
        .then()
        .statusCode(204);

    Shapes.error(whoami(access), 401, "authentication-failed");
  }

  @Test
  void rotatedSigningKeysLogNobodyOut() {
    var owner = world.shared().owner();
    var token = create(owner, "all");
    var access = access(token);

    rotateSigningKeys.execute(RotateSigningKeys.Old.KEPT);

    assertThat(whoami(access).statusCode()).isEqualTo(200);
    assertThat(whoami(access(token)).statusCode()).isEqualTo(200);
    assertThat(decode(create(owner, "all").split("\\.")[0]))
        .isNotEqualTo(decode(token.split("\\.")[0]));
  }
}
