package io.rollcall.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The password of an account, and what changing it does to sessions. */
@ApiTest
class PasswordTest {
  private static final String NEW = "another horse battery";

  @Inject World world;

  private static Response change(World.Person person, String old, String password) {
    return person
        .sends(Map.of("old_password", old, "password", password))
        .post("/api/auth/password/change");
  }

  private static int signIn(String email, String password) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", email, "password", password))
        .post("/api/auth/login")
        .statusCode();
  }

  @Test
  void changeEndsEveryOtherSessionAndTheOldPassword() {
    var person = world.signIn(world.account("Changer"));
    var other = World.session(person.email());

    change(person, World.PASSWORD, NEW).then().statusCode(204);

    given().cookie("rollcall_session", other).get("/api/current-user").then().statusCode(401);
    person.asks().get("/api/current-user").then().statusCode(200);
    assertThat(signIn(person.email(), World.PASSWORD)).isEqualTo(401);
    assertThat(signIn(person.email(), NEW)).isEqualTo(200);
  }

  @Test
  void wrongOldPasswordIsNamedAndChangesNothing() {
    var person = world.signIn(world.account("Guesser"));

    Shapes.invalid(change(person, "wrong horse", NEW), "old_password");
    Shapes.invalid(
        person.sends(Map.of("password", NEW)).post("/api/auth/password/change"), "old_password");
    Shapes.invalid(
        person.sends(Map.of("old_password", "x")).post("/api/auth/password/change"), "password");

    assertThat(signIn(person.email(), World.PASSWORD)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234567", "password", "PASSWORD", "iloveyou", "12345678"})
  void passwordThatIsGuessedFirstIsRefused(String password) {
    var person = world.signIn(world.account("Common"));

    Shapes.invalid(change(person, World.PASSWORD, password), "password");
    Shapes.invalid(
        given()
            .contentType(ContentType.JSON)
            .body(Map.of("email", World.email("common"), "password", password))
            .post("/api/auth/signup"),
        "password");
  }

  @ParameterizedTest
  @CsvSource({"aaaa bbbb cccc", "ÄÖÜ äöü ßßß", "correcthorse", "48151623427"})
  void passwordNeedsNoSpecialCharacters(String password) {
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", World.email("plain"), "password", password))
        .post("/api/auth/signup")
        .then()
        .statusCode(201);
  }

  @Test
  void apiKeyDoesNotChangeThePassword() {
    var owner = world.small("Key Password").owner();
    String key = owner.asks().get("/api/current-user/token").path("detail");

    Shapes.error(
        given()
            .header("X-API-Key", key)
            .contentType(ContentType.JSON)
            .body(Map.of("old_password", World.PASSWORD, "password", NEW))
            .post("/api/auth/password/change"),
        403,
        "password-session-required");
  }

  @Test
  void guessingIsLimitedOnKnownAndUnknownAccountsAlike() {
    var known = world.signIn(world.account("Guessed")).email();
    for (var email : List.of(known, World.email("unknown"))) {
      for (int i = 0; i < 10; i++) {
        assertThat(signIn(email, "wrong horse " + i)).isEqualTo(401);
      }
      var refused =
          given()
              .contentType(ContentType.JSON)
              .body(Map.of("email", email, "password", World.PASSWORD))
              .post("/api/auth/login");
      Shapes.error(refused, 429, "too-many-attempts");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 90);
    }
  }

  @Test
  void guessingTheOldPasswordIsLimitedToo() {
    var person = world.signIn(world.account("Stolen"));
    for (int i = 0; i < 10; i++) {
      Shapes.invalid(change(person, "wrong horse " + i, NEW), "old_password");
    }
    Shapes.error(change(person, World.PASSWORD, NEW), 429, "too-many-attempts");
  }
}
