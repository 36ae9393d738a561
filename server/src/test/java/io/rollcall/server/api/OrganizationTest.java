package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.rollcall.domain.membership.Role;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ApiTest
class OrganizationTest {
  @Inject World world;

  @Test
  void listHoldsOnlyOnesOwn() {
    var acme = world.small("Own List");
    for (var path : List.of("/api/organizations/", "/api/organizations")) {
      var list = Shapes.check(acme.owner().asks().get(path), 200, "OrganizationId[]");
      assertThat((List<String>) list.path("title")).containsExactly("Own List");
    }
  }

  @Test
  void furtherOrganizationIsOwnedByItsFounder() {
    var owner = world.small("Zebra").owner();
    var created =
        Shapes.check(
            owner
                .sends(Map.of("title", " Antelope ", "owner", world.shared().owner().id(), "id", 1))
                .post("/api/organizations/"),
            201,
            "LseOrganization");
    assertThat((String) created.path("title")).isEqualTo("Antelope");
    assertThat(((Number) created.path("owner")).longValue()).isEqualTo(owner.id());
    assertThat((List<String>) owner.asks().get("/api/organizations/?ordering=title").path("title"))
        .containsExactly("Antelope", "Zebra");
    assertThat((List<String>) owner.asks().get("/api/organizations/?ordering=-title").path("title"))
        .containsExactly("Zebra", "Antelope");
  }

  @Test
  void orderingByAnythingElseIsRefused() {
    for (var ordering : List.of("token", "created_by__password", "--title", "title,id")) {
      Shapes.invalid(
          world.shared().owner().asks().queryParam("ordering", ordering).get("/api/organizations/"),
          "ordering");
    }
  }

  @Test
  void ownerDeletesByTypingTheTitleAndIsToldByMail() {
    var acme = world.small("Acme to be deleted");
    var owner = acme.owner();
    Shapes.invalid(owner.sends(Map.of("title", "acme to be deleted")).delete(acme.path()), "title");
    Shapes.invalid(owner.sends(Map.of()).delete(acme.path()), "title");
    owner.asks().get(acme.path()).then().statusCode(200);

    owner.sends(Map.of("title", acme.title())).delete(acme.path() + "/").then().statusCode(204);

    Shapes.error(owner.asks().get(acme.path()), 404, "not-found");
    Shapes.error(owner.sends(Map.of("title", acme.title())).delete(acme.path()), 404, "not-found");
    assertThat(KeptMail.pathOf(owner.email(), acme.title() + " was deleted")).isNotEmpty();
  }

  @Test
  void titleIsRequiredAndBounded() {
    var owner = world.shared().owner();
    Shapes.invalid(owner.sends("{}").post("/api/organizations/"), "title");
    Shapes.invalid(owner.sends(Map.of("title", " ")).post("/api/organizations/"), "title");
    Shapes.invalid(
        owner.sends(Map.of("title", "x".repeat(1001))).post("/api/organizations/"), "title");
    Shapes.invalid(owner.sends(Map.of("title", 1)).post("/api/organizations/"), "title");
    Shapes.invalid(
        owner.asks().contentType(ContentType.JSON).post("/api/organizations/"), "non_field_errors");
  }

  @Test
  void memberReadsTheirOrganization() {
    var shared = world.shared();
    var answer =
        Shapes.check(shared.as(Actor.AN).asks().get(shared.path()), 200, "LseOrganization");
    assertThat((String) answer.path("token")).isEmpty();
    Shapes.check(shared.as(Actor.AN).asks().get(shared.path() + "/"), 200, "LseOrganization");
  }

  @Test
  void linkIsInItForThoseAloneWhoMayInvite() {
    var shared = world.shared();
    String token = shared.owner().asks().get("/api/invite").path("token");
    for (var actor : List.of(Actor.OW, Actor.AD)) {
      assertThat((String) shared.as(actor).asks().get(shared.path()).path("token"))
          .isEqualTo(token);
    }
    for (var actor : List.of(Actor.AN, Actor.RE, Actor.MA)) {
      assertThat((String) shared.as(actor).asks().get(shared.path()).path("token")).isEmpty();
    }
  }

  @Test
  void ownerChangesWhatIsSentAndNothingElse() {
    var acme = world.small("Before");
    var owner = acme.owner();
    var changed =
        Shapes.check(
            owner
                .sends(
                    Map.of(
                        "title", "After",
                        "contact_info", "Hello@Example.com",
                        "manual_workspace_management", false,
                        "token", "chosen",
                        "created_by", 1))
                .patch(acme.path()),
            200,
            "LseOrganization");

    assertThat((String) changed.path("title")).isEqualTo("After");
    assertThat((String) changed.path("contact_info")).isEqualTo("hello@example.com");
    assertThat((Boolean) changed.path("billing.manual_workspace_management")).isFalse();
    assertThat((Boolean) changed.path("billing.manual_role_management")).isTrue();
    assertThat((String) changed.path("token")).isNotEmpty().isNotEqualTo("chosen");
    assertThat(((Number) changed.path("owner")).longValue()).isEqualTo(owner.id());

    var kept = owner.sends("{}").patch(acme.path());
    assertThat((String) kept.path("contact_info")).isEqualTo("hello@example.com");
    var cleared = owner.sends("{\"contact_info\": null}").patch(acme.path());
    assertThat((Object) cleared.path("contact_info")).isNull();
    assertThat((String) cleared.path("title")).isEqualTo("After");
  }

  @Test
  void wrongSettingsAreNamed() {
    var acme = world.small("Wrong Settings");
    var owner = acme.owner();
    Shapes.invalid(owner.sends(Map.of("title", "")).patch(acme.path()), "title");
    Shapes.invalid(
        owner.sends(Map.of("contact_info", "no address")).patch(acme.path()), "contact_info");
    Shapes.invalid(owner.sends(Map.of("contact_info", 5)).patch(acme.path()), "contact_info");
    Shapes.invalid(
        owner.sends(Map.of("manual_role_management", "yes")).patch(acme.path()),
        "manual_role_management");
    Shapes.invalid(
        owner.sends(Map.of("manual_role_management", 1)).patch(acme.path()),
        "manual_role_management");
  }

  @Test
  void defaultRoleIsOneThatPeopleMayJoinWith() {
    var acme = world.small("Default Role");
    var path = acme.path() + "/set-default-role";
    var answer =
        Shapes.check(
            acme.owner().sends(Map.of("default_role", "AN")).patch(path), 200, "DefaultRole");
    assertThat((String) answer.path("default_role")).isEqualTo("AN");
    for (var role : List.of("OW", "AD", "DI", "VO", "XX", "")) {
      Shapes.invalid(acme.owner().sends(Map.of("default_role", role)).patch(path), "default_role");
    }
    assertThat((String) acme.owner().sends("{}").patch(path).path("default_role")).isEqualTo("AN");
  }

  @Test
  void ownershipMovesToAnActiveMember() {
    var acme = world.small("Transfer");
    var path = acme.path() + "/transfer-ownership";
    long heir = world.member(acme, "Heir", Role.MANAGER);
    long idle = world.member(acme, "Idle", Role.NOT_ACTIVATED);

    Shapes.error(acme.owner().sends(Map.of("user_id", idle)).post(path), 400, "wrong-state");
    Shapes.error(
        acme.owner().sends(Map.of("user_id", acme.owner().id())).post(path),
        405,
        "acts-on-oneself");
    Shapes.error(
        acme.owner().sends(Map.of("user_id", world.shared().owner().id())).post(path),
        404,
        "not-found");
    Shapes.invalid(acme.owner().sends("{}").post(path), "user_id");

    var moved =
        Shapes.check(
            acme.owner().sends(Map.of("user_id", heir)).post(path), 200, "LseOrganization");
    assertThat(((Number) moved.path("owner")).longValue()).isEqualTo(heir);
    Shapes.error(acme.owner().sends(Map.of("user_id", heir)).post(path), 403, "not-permitted");
    assertThat(
            (String)
                acme.owner().asks().get("/api/current-user").path("organization_membership.role"))
        .isEqualTo("AD");
  }

  @Test
  void keyOfOneOrganizationFoundsNoOtherAndIsToldWhy() {
    var owner = world.shared().owner();
    String key = owner.asks().get("/api/current-user/token").path("detail");

    Shapes.error(
        io.restassured.RestAssured.given()
            .header("Authorization", "Token " + key)
            .contentType(io.restassured.http.ContentType.JSON)
            .body(Map.of("title", "Second"))
            .post("/api/organizations/"),
        403,
        "credential-opens-one-organization");
  }
}
