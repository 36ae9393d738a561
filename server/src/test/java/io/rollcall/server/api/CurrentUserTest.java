package io.rollcall.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ApiTest
class CurrentUserTest {
  @Inject World world;

  @Test
  void accountHasThePublishedShape() {
    var owner = world.shared().owner();
    Shapes.check(owner.asks().get("/api/current-user"), 200, "LseUserAPI");
    Shapes.check(owner.asks().get("/api/current-user/"), 200, "LseUserAPI");
    var whoami = Shapes.check(owner.asks().get("/api/current-user/whoami"), 200, "WhoAmIUser");

    assertThat((List<String>) whoami.path("permissions")).contains("manage_members");
    assertThat((String) whoami.path("initials")).isEqualTo("ST");
  }

  @Test
  void permissionsAreThoseOfTheRole() {
    var annotator = world.shared().as(Actor.AN).asks().get("/api/current-user/whoami");
    assertThat((List<String>) annotator.path("permissions"))
        .contains("create_api_tokens")
        .doesNotContain("manage_members");
    assertThat(
            (List<String>)
                world
                    .shared()
                    .as(Actor.NO)
                    .asks()
                    .get("/api/current-user/whoami")
                    .path("permissions"))
        .isEmpty();
  }

  @Test
  void somebodyWhoMayWorkNowhereStillHasAnAccount() {
    var whoami =
        Shapes.check(
            world.shared().as(Actor.DI).asks().get("/api/current-user/whoami"), 200, "WhoAmIUser");
    assertThat((Object) whoami.path("active_organization")).isNull();
    assertThat((List<String>) whoami.path("permissions")).isEmpty();
  }

  @Test
  void profileChangesAndTheRestOfTheRequestIsIgnored() {
    var person = world.signIn(world.account("Profile"));
    var answer =
        Shapes.check(
            person
                .sends(
                    Map.of(
                        "first_name", "Ada",
                        "last_name", "Łovelace",
                        "email", "somebody@else.example",
                        "is_email_verified", true,
                        "password", "another password"))
                .patch("/api/current-user"),
            200,
            "LseUserAPI");

    assertThat((String) answer.path("first_name")).isEqualTo("Ada");
    assertThat((String) answer.path("initials")).isEqualTo("AŁ");
    assertThat((String) answer.path("email")).isEqualTo(person.email());
    assertThat(World.session(person.email())).isNotNull();
  }

  @Test
  void wrongNamesAreRefusedByField() {
    var person = world.shared().as(Actor.AN);
    Shapes.invalid(
        person.sends(Map.of("first_name", "x".repeat(257))).patch("/api/current-user"),
        "first_name");
    Shapes.invalid(person.sends(Map.of("username", " ")).patch("/api/current-user"), "username");
    Shapes.invalid(person.sends(Map.of("phone", 123)).patch("/api/current-user"), "phone");
    Shapes.invalid(
        person.sends("{\"first_name\": \"a\\u0000b\"}").patch("/api/current-user"), "first_name");
    Shapes.invalid(
        person.sends(Map.of("active_organization", "x")).patch("/api/current-user"),
        "active_organization");
  }

  @Test
  void switchingMovesThisSessionAlone() {
    var first = world.small("First Home");
    var second = world.small("Second Home");
    var owner = first.owner();
    world.join(
        new OrganizationId(second.id()),
        new UserId(second.owner().id()),
        new UserId(owner.id()),
        Role.ANNOTATOR);
    var other = World.session(owner.email());

    var switched =
        owner.sends(Map.of("active_organization", second.id())).patch("/api/current-user");

    assertThat(((Number) switched.path("active_organization")).longValue()).isEqualTo(second.id());
    assertThat((String) switched.path("organization_membership.role")).isEqualTo("AN");
    assertThat((List<?>) switched.path("org_membership")).hasSize(2);
    Number elsewhere =
        given()
            .cookie("rollcall_session", other)
            .get("/api/current-user")
            .path("active_organization");
    assertThat(elsewhere.longValue()).isEqualTo(first.id());
  }

  @Test
  void switchingToAForeignOrganizationChangesNothing() {
    var owner = world.shared().owner();
    var foreign = world.small("Foreign Home");
    for (long id : List.of(foreign.id(), 0L, -1L, Long.MAX_VALUE)) {
      Shapes.error(
          owner
              .sends(Map.of("active_organization", id, "first_name", "Changed"))
              .patch("/api/current-user"),
          404,
          "not-found");
    }
    assertThat((String) owner.asks().get("/api/current-user").path("first_name"))
        .isNotEqualTo("Changed");
  }
}
