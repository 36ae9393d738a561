package io.rollcall.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What mails about an account let their readers do. */
@ApiTest
class AccountMailTest {
  private static final String NEW = "another horse battery";

  @Inject World world;

  private static Response post(String path, Map<String, ?> body) {
    return given().contentType(ContentType.JSON).body(body).post(path);
  }

  private static int signIn(String email, String password) {
    return post("/api/auth/login", Map.of("email", email, "password", password)).statusCode();
  }

  @Test
  void forgottenPasswordIsReplacedWithTheLinkOnceAndAllSessionsEnd() {
    var person = world.signIn(world.account("Forgetful"));
    post("/api/auth/password/forgot", Map.of("email", person.email())).then().statusCode(204);
    var token = KeptMail.tokenTo(person.email());

    Shapes.invalid(
        post("/api/auth/password/reset", Map.of("token", token, "password", "password")),
        "password");
    post("/api/auth/password/reset", Map.of("token", token, "password", NEW))
        .then()
        .statusCode(204);

    person.asks().get("/api/current-user").then().statusCode(401);
    assertThat(signIn(person.email(), World.PASSWORD)).isEqualTo(401);
    assertThat(signIn(person.email(), NEW)).isEqualTo(200);
    Shapes.invalid(
        post("/api/auth/password/reset", Map.of("token", token, "password", World.PASSWORD)),
        "token");
  }

  @Test
  void unknownAccountAnswersLikeAKnownOne() {
    var known = world.signIn(world.account("Known")).email();
    var unknown = World.email("unknown");
    var answers =
        new Response[] {
          post("/api/auth/password/forgot", Map.of("email", known)),
          post("/api/auth/password/forgot", Map.of("email", unknown))
        };

    for (var answer : answers) {
      assertThat(answer.statusCode()).isEqualTo(204);
      assertThat(answer.asString()).isEmpty();
    }
    for (var email : new String[] {known, unknown}) {
      post("/api/auth/password/forgot", Map.of("email", email));
      post("/api/auth/password/forgot", Map.of("email", email));
      Shapes.error(
          post("/api/auth/password/forgot", Map.of("email", email)), 429, "too-many-attempts");
    }
  }

  @Test
  void otherAddressIsTakenWithItsLinkAndTheOldOneIsTold() {
    var person = world.signIn(world.account("Mover"));
    var address = World.email("moved");
    person
        .sends(Map.of("email", address, "password", World.PASSWORD))
        .post("/api/auth/email/change")
        .then()
        .statusCode(204);
    assertThat((String) person.asks().get("/api/current-user").path("email"))
        .isEqualTo(person.email());

    post("/api/auth/email/verify", Map.of("token", KeptMail.tokenTo(address)))
        .then()
        .statusCode(204);

    assertThat((String) person.asks().get("/api/current-user").path("email")).isEqualTo(address);
    assertThat(signIn(person.email(), World.PASSWORD)).isEqualTo(401);
    assertThat(signIn(address, World.PASSWORD)).isEqualTo(200);
    assertThat(KeptMail.pathOf(person.email())).isNotEmpty();
  }

  @Test
  void addressOfAnotherAccountIsNotTold() {
    var person = world.signIn(world.account("Curious"));
    var other = world.signIn(world.account("Taken"));
    for (var address : new String[] {other.email(), World.email("free")}) {
      person
          .sends(Map.of("email", address, "password", World.PASSWORD))
          .post("/api/auth/email/change")
          .then()
          .statusCode(204);
    }
    Shapes.invalid(
        person.sends(Map.of("email", "x", "password", "y")).post("/api/auth/email/change"),
        "email");
    Shapes.invalid(
        person.sends(Map.of("email", "a@b.de", "password", "wrong")).post("/api/auth/email/change"),
        "password");
  }

  @Test
  void whatIsMissingIsNamed() {
    Shapes.invalid(post("/api/auth/password/forgot", Map.of()), "email");
    Shapes.invalid(post("/api/auth/password/reset", Map.of("password", NEW)), "token");
    Shapes.invalid(post("/api/auth/password/reset", Map.of("token", "x")), "password");
    Shapes.invalid(post("/api/auth/email/verify", Map.of()), "token");
    Shapes.invalid(post("/api/auth/email/verify", Map.of("token", "guessed")), "token");
  }
}
