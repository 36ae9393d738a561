package io.rollcall.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Where nobody signs up without an invitation, and few attempts are allowed from one address. */
@QuarkusTest
@TestProfile(SignUpByInvitationTest.Closed.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignUpByInvitationTest {
  private static final int ATTEMPTS = 20;

  public static class Closed extends ServerProfile {
    public Closed() {
      super(
          Map.of(
              "rollcall.sign-up",
              "invitation",
              "rollcall.abuse.per-address",
              String.valueOf(ATTEMPTS)));
    }
  }

  @Inject World world;

  private static Response signUp(String email, String token) {
    var body = new HashMap<String, Object>(Map.of("email", email, "password", World.PASSWORD));
    if (token != null) {
      body.put("token", token);
    }
    return given().contentType(ContentType.JSON).body(body).post("/api/auth/signup");
  }

  @Test
  @Order(1)
  void nobodySignsUpUnasked() {
    var email = World.email("unasked");
    Shapes.error(signUp(email, null), 403, "sign-up-by-invitation-only");
    Shapes.error(signUp(email, ""), 403, "sign-up-by-invitation-only");
    Shapes.invalid(signUp(email, "guessed"), "token");
  }

  @Test
  @Order(2)
  void letterAndLinkSignUpIntoTheOrganization() {
    var company = world.small("Closed");
    var invited = World.email("invited");
    company.owner().sends(Map.of("emails", List.of(invited))).post("/api/invite/send-email");
    String link = company.owner().asks().get("/api/invite").path("token");

    for (var joined :
        List.of(signUp(invited, KeptMail.tokenTo(invited)), signUp(World.email("linked"), link))) {
      Shapes.check(joined, 201, "WhoAmIUser");
      assertThat((List<?>) joined.path("org_membership")).hasSize(1);
    }
  }

  @Test
  @Order(3)
  void guessingTokensIsLimitedByTheAddressItComesFrom() {
    var person = world.signIn(world.account("Guesser"));
    var company = world.small("Guessed");
    String link = company.owner().asks().get("/api/invite").path("token");
    Response answer = null;
    for (int i = 0; i <= ATTEMPTS; i++) {
      answer =
          i % 2 == 0
              ? person.sends(Map.of("token", "guess" + i)).post("/api/invite/accept")
              : signUp(World.email("guess"), "guess" + i);
      if (answer.statusCode() == 429) {
        break;
      }
      Shapes.invalid(answer, "token");
    }

    Shapes.error(answer, 429, "too-many-attempts");
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
    Shapes.error(
        person.sends(Map.of("token", link)).post("/api/invite/accept"), 429, "too-many-attempts");
    Shapes.error(signUp(World.email("late"), link), 429, "too-many-attempts");
  }
}
