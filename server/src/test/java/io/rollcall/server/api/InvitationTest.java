package io.rollcall.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.rollcall.domain.membership.Role;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ApiTest
class InvitationTest {
  @Inject World world;

  private static void invite(World.Person actor, String email, String role) {
    var answer =
        actor.sends(Map.of("emails", List.of(email), "role", role)).post("/api/invite/send-email");
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.asString()).isEmpty();
  }

  private static Response signUp(String email, String token) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", email, "password", World.PASSWORD, "token", token))
        .post("/api/auth/signup");
  }

  private static Response accept(World.Person person, String token) {
    return person.sends(Map.of("token", token)).post("/api/invite/accept");
  }

  @Test
  void letterLeadsIntoTheOrganization() {
    var company = world.small("Inviting");
    var email = World.email("invited");
    invite(company.owner(), email, "RE");

    var pending =
        Shapes.check(company.owner().asks().get("/api/invite/pending"), 200, "PendingInvitePage");
    assertThat((String) pending.path("results[0].email")).isEqualTo(email);
    assertThat((String) pending.path("results[0].role")).isEqualTo("RE");
    var token = KeptMail.tokenTo(email);
    assertThat(pending.asString()).as("the token is in the letter alone").doesNotContain(token);

    var joined = Shapes.check(signUp(email, token), 201, "WhoAmIUser");
    assertThat(((Number) joined.path("active_organization")).longValue()).isEqualTo(company.id());
    assertThat((String) joined.path("organization_membership.role")).isEqualTo("RE");
    assertThat((List<Object>) joined.path("org_membership")).hasSize(1);
    Shapes.invalid(signUp(World.email("second"), token), "token");
    assertThat((Integer) company.owner().asks().get("/api/invite/pending").path("count")).isZero();
  }

  @Test
  void personWithAnAccountAccepts() {
    var company = world.small("Accepting");
    var person = world.signIn(world.account("Acceptor"));
    invite(company.owner(), person.email(), "AN");
    var token = KeptMail.tokenTo(person.email());

    Shapes.invalid(accept(world.signIn(world.account("Thief")), token), "token");
    for (int i = 0; i < 2; i++) {
      var accepted = Shapes.check(accept(person, token), 200, "AcceptedInvite");
      assertThat(((Number) accepted.path("organization")).longValue()).isEqualTo(company.id());
    }
    assertThat(
            (String)
                company
                    .owner()
                    .asks()
                    .get(company.path() + "/memberships?search=" + person.email())
                    .path("results[0].role"))
        .isEqualTo("AN");
  }

  @Test
  void linkIsReadResetAndUsed() {
    var company = world.small("Linking");
    var first = Shapes.check(company.owner().asks().get("/api/invite"), 200, "OrganizationInvite");
    String old = first.path("token");
    assertThat((String) first.path("invite_url")).endsWith("/signup?token=" + old);
    assertThat((String) company.owner().asks().get("/api/invite").path("token")).isEqualTo(old);

    var fresh =
        Shapes.check(
            company.owner().asks().post("/api/invite/reset-token"), 201, "OrganizationInvite");
    Shapes.invalid(signUp(World.email("late"), old), "token");
    assertThat(signUp(World.email("intime"), fresh.path("token")).statusCode()).isEqualTo(201);
  }

  @Test
  void revokedAndReplacedLettersOpenNothing() {
    var company = world.small("Revoking");
    var email = World.email("revoked");
    invite(company.owner(), email, "AN");
    var first = KeptMail.tokenTo(email);
    Number id = company.owner().asks().get("/api/invite/pending").path("results[0].id");
    assertThat(company.owner().asks().post("/api/invite/" + id + "/resend").statusCode())
        .isEqualTo(200);
    Shapes.invalid(signUp(email, first), "token");

    assertThat(
            company.owner().sends(Map.of("email", email)).post("/api/invite/revoke").statusCode())
        .isEqualTo(200);
    Shapes.error(
        company.owner().sends(Map.of("email", email)).post("/api/invite/revoke"), 404, "not-found");
    Shapes.error(company.owner().asks().post("/api/invite/" + id + "/resend"), 404, "not-found");
  }

  @Test
  void invitationOfAnotherOrganizationIsNotThere() {
    var company = world.small("Own");
    var other = world.small("Foreign");
    var email = World.email("foreign");
    invite(other.owner(), email, "AN");
    Number id = other.owner().asks().get("/api/invite/pending").path("results[0].id");

    Shapes.error(company.owner().asks().post("/api/invite/" + id + "/resend"), 404, "not-found");
    Shapes.error(
        company.owner().sends(Map.of("email", email)).post("/api/invite/revoke"), 404, "not-found");
  }

  @Test
  void wrongFieldsAreNamed() {
    var owner = world.shared().owner();
    var address = List.of("a@example.com");
    var wrong =
        List.of(
            Map.entry("emails", Map.<String, Object>of("role", "AN")),
            Map.entry("emails", Map.<String, Object>of("emails", List.of())),
            Map.entry("emails", Map.<String, Object>of("emails", List.of("nonsense"))),
            Map.entry(
                "emails",
                Map.<String, Object>of("emails", java.util.Collections.nCopies(501, "a@b.c"))),
            Map.entry("role", Map.<String, Object>of("emails", address, "role", "XX")),
            Map.entry("user_type", Map.<String, Object>of("emails", address, "user_type", "flex")),
            Map.entry(
                "workspaces", Map.<String, Object>of("emails", address, "workspaces", List.of(0))),
            Map.entry(
                "workspaces",
                Map.<String, Object>of("emails", address, "workspaces", List.of(999999999))),
            Map.entry(
                "projects",
                Map.<String, Object>of("emails", address, "projects", List.of(999999999))));
    for (var request : wrong) {
      Shapes.invalid(
          owner.sends(request.getValue()).post("/api/invite/send-email"), request.getKey());
    }
    Shapes.error(
        owner.sends(Map.of("emails", address, "role", "OW")).post("/api/invite/send-email"),
        400,
        "role-out-of-reach");
    Shapes.invalid(owner.sends("{}").post("/api/invite/revoke"), "email");
    Shapes.invalid(owner.sends("{}").post("/api/invite/accept"), "token");
    Shapes.invalid(owner.asks().get("/api/invite/pending?page=0"), "page");
  }

  @Test
  void keyOfOneOrganizationJoinsNoOther() {
    var company = world.small("Keys");
    String token = company.owner().asks().get("/api/invite").path("token");
    var stranger = world.small("Key stranger").owner();
    String key = stranger.asks().get("/api/current-user/token").path("detail");

    Shapes.error(
        given()
            .header("Authorization", "Token " + key)
            .contentType(ContentType.JSON)
            .body(Map.of("token", token))
            .post("/api/invite/accept"),
        403,
        "password-session-required");
  }

  @Test
  void managerMayNotInviteUntilTheOwnerSaysSo() {
    var manager = world.shared().as(Actor.MA);
    Shapes.error(manager.asks().get("/api/invite"), 403, "not-permitted");
    assertThat(Actor.MA.role()).isEqualTo(Role.MANAGER);
  }
}
