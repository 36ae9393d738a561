package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ApiTest
class PermissionOverrideTest {
  @Inject World world;

  @Test
  void overrideIsCreatedChangedAndDeleted() {
    var company = world.company("Overrides");
    var owner = company.owner();
    var manager = company.as(Actor.MA);
    Shapes.error(manager.asks().get("/api/invite"), 403, "not-permitted");
    for (var slash : List.of("", "/")) {
      var path = company.path() + "/permissions" + slash;
      var created =
          Shapes.check(
              owner
                  .sends(Map.of("permission", "invite_members", "roles", List.of("AD", "MA")))
                  .post(path),
              200,
              "OrganizationPermission");
      assertThat((List<String>) created.path("roles")).containsExactly("OW", "AD", "MA");
      assertThat((List<String>) created.path("default")).containsExactly("OW", "AD");
      assertThat(manager.asks().get("/api/invite").statusCode()).isEqualTo(200);
      assertThat(
              (List<String>)
                  Shapes.check(owner.asks().get(path), 200, "OrganizationPermission[]")
                      .path("permission"))
          .containsExactly("invite_members");

      var one = company.path() + "/permissions/invite_members" + slash;
      Shapes.check(owner.asks().get(one), 200, "OrganizationPermission");
      assertThat(
              (List<String>)
                  Shapes.check(
                          owner.sends(Map.of("roles", List.of("AD"))).patch(one),
                          200,
                          "OrganizationPermission")
                      .path("roles"))
          .containsExactly("OW", "AD");
      Shapes.error(manager.asks().get("/api/invite"), 403, "not-permitted");
      assertThat((List<String>) owner.sends("{}").patch(one).path("roles"))
          .containsExactly("OW", "AD");
      assertThat(
              (List<String>)
                  Shapes.check(
                          owner
                              .sends(Map.of("permission", "invite_members", "roles", List.of()))
                              .put(one),
                          200,
                          "OrganizationPermission")
                      .path("roles"))
          .containsExactly("OW");
      Shapes.error(company.as(Actor.AD).asks().get("/api/invite"), 403, "not-permitted");

      assertThat(owner.asks().delete(one).statusCode()).isEqualTo(204);
      Shapes.error(owner.asks().delete(one), 404, "not-found");
      Shapes.error(owner.asks().get(one), 404, "not-found");
      assertThat(company.as(Actor.AD).asks().get("/api/invite").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void optionsAreThoseOfTheTable() {
    var owner = world.shared().owner();
    var options =
        Shapes.check(
            owner.asks().get(world.shared().path() + "/permissions/options"),
            200,
            "ConfigurablePermissionOption[]");

    assertThat((List<String>) options.path("permission"))
        .hasSize(13)
        .contains("invite_members", "manage_identity_providers", "delete_project");
    assertThat(
            (List<String>)
                options.path("find { it.permission == 'manage_identity_providers' }.options"))
        .containsExactly("OW", "AD");
    List<String> sorted =
        owner
            .asks()
            .get(world.shared().path() + "/permissions/options?ordering=-permission")
            .path("permission");
    assertThat(sorted).isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void wrongFieldsAreNamed() {
    var company = world.shared();
    var owner = company.owner();
    var path = company.path() + "/permissions";

    Shapes.invalid(owner.sends("{}").post(path), "permission");
    Shapes.invalid(owner.sends(Map.of("permission", "manage_members")).post(path), "permission");
    Shapes.invalid(
        owner.sends(Map.of("permission", "invite_members", "roles", List.of("AN"))).post(path),
        "roles");
    Shapes.invalid(
        owner.sends(Map.of("permission", "invite_members", "roles", List.of("XX"))).post(path),
        "roles");
    Shapes.invalid(
        owner.sends(Map.of("permission", "invite_members", "roles", "MA")).post(path), "roles");
    Shapes.invalid(owner.asks().get(path + "?ordering=x"), "ordering");
    owner.sends(Map.of("permission", "delete_tasks")).post(path).then().statusCode(200);
    Shapes.invalid(
        owner.sends(Map.of("permission", "edit_plugins")).put(path + "/delete_tasks"),
        "permission");
    Shapes.invalid(owner.sends("{}").put(path + "/delete_tasks"), "permission");
    Shapes.error(owner.asks().get(path + "/nothing"), 404, "not-found");
    Shapes.error(owner.sends("{}").patch(path + "/nothing"), 404, "not-found");
    assertThat(owner.asks().delete(path + "/delete_tasks").statusCode()).isEqualTo(204);
  }
}
