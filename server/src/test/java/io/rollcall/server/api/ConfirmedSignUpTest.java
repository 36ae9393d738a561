package io.rollcall.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where an address has to be proved before its account opens anything. */
@QuarkusTest
@TestProfile(ConfirmedSignUpTest.Confirmed.class)
class ConfirmedSignUpTest {
  public static class Confirmed extends ServerProfile {
    public Confirmed() {
      super(Map.of("rollcall.sign-up", "confirmed"));
    }
  }

  private static Response post(String path, Map<String, ?> body) {
    return given().contentType(ContentType.JSON).body(body).post(path);
  }

  private static Response signUp(String email) {
    return post("/api/auth/signup", Map.of("email", email, "password", World.PASSWORD));
  }

  private static Response signIn(String email) {
    return post("/api/auth/login", Map.of("email", email, "password", World.PASSWORD));
  }

  @Test
  void accountOpensOnceItsAddressIsProved() {
    var email = World.email("confirmed");
    var answer = signUp(email);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.cookie("rollcall_session")).isNull();
    Shapes.error(signIn(email), 401, "login-failed");

    post("/api/auth/email/verify", Map.of("token", KeptMail.tokenTo(email))).then().statusCode(204);

    var signedIn = Shapes.check(signIn(email), 200, "WhoAmIUser");
    assertThat((String) signedIn.path("organization_membership.role")).isEqualTo("OW");
    assertThat((String) signedIn.path("active_organization_meta.title")).isEqualTo(email);
  }

  @Test
  void addressThatHasAnAccountAnswersLikeOneThatHasNone() {
    var known = World.email("known");
    signUp(known);
    post("/api/auth/email/verify", Map.of("token", KeptMail.tokenTo(known))).then().statusCode(204);

    var again = signUp(known);
    var fresh = signUp(World.email("fresh"));

    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.asString()).isEqualTo(fresh.asString());
    assertThat(again.headers().asList().stream().map(header -> header.getName()).toList())
        .isEqualTo(fresh.headers().asList().stream().map(header -> header.getName()).toList());
    KeptMail.pathOf(known, "You have an account already");
  }

  @Test
  void invitationProvesTheAddressByItself() {
    var owner = World.email("inviting");
    signUp(owner);
    post("/api/auth/email/verify", Map.of("token", KeptMail.tokenTo(owner))).then().statusCode(204);
    var session = signIn(owner).cookie("rollcall_session");
    var invited = World.email("invited");
    given()
        .cookie("rollcall_session", session)
        .contentType(ContentType.JSON)
        .body(Map.of("emails", List.of(invited)))
        .post("/api/invite/send-email")
        .then()
        .statusCode(200);

    Shapes.check(
        post(
            "/api/auth/signup",
            Map.of(
                "email", invited, "password", World.PASSWORD, "token", KeptMail.tokenTo(invited))),
        201,
        "WhoAmIUser");
    assertThat(signIn(invited).statusCode()).isEqualTo(200);
  }
}
