package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.rest.common.Input;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ApiTest
class WorkspaceTest {
  @Inject World world;

  @Test
  void createdWorkspaceIsListedAndRead() {
    var owner = world.small("Workspaces").owner();
    var created =
        Shapes.check(
            owner
                .sends(Map.of("title", " Radiology ", "color", "#FFAA00", "description", "X-rays"))
                .post("/api/workspaces/"),
            201,
            "Workspace");
    int id = created.path("id");

    assertThat((String) created.path("title")).isEqualTo("Radiology");
    assertThat((Integer) created.path("created_by_user.id")).isEqualTo(created.path("created_by"));
    for (var slash : List.of("/", "")) {
      Shapes.check(owner.asks().get("/api/workspaces/" + id + slash), 200, "Workspace");
      assertThat(
              (List<Integer>)
                  Shapes.check(owner.asks().get("/api/workspaces" + slash), 200, "Workspace[]")
                      .path("id"))
          .containsExactly(id);
      Shapes.check(
          owner.asks().get("/api/workspaces/" + id + "/memberships" + slash),
          200,
          "WorkspaceMember[]");
    }
  }

  @Test
  void creatorAndOrganizationAreNotForTheClientToChoose() {
    var owner = world.small("Workspace Assignment").owner();
    var other = world.shared();
    var created =
        owner
            .sends(
                Map.of(
                    "title", "Mine",
                    "id", 1,
                    "created_by", other.owner().id(),
                    "organization", other.id(),
                    "organization_id", other.id()))
            .post("/api/workspaces/");

    assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
    assertThat((Integer) created.path("id")).isNotEqualTo(1);
    assertThat(((Number) created.path("created_by")).longValue()).isEqualTo(owner.id());
    assertThat((List<Object>) owner.asks().get("/api/workspaces/").path("id"))
        .containsExactly((Object) created.path("id"));
  }

  @Test
  void filtersAndOrders() {
    var owner = world.small("Workspace Filters").owner();
    owner.sends(Map.of("title", "b", "is_archived", true)).post("/api/workspaces/");
    owner.sends(Map.of("title", "A", "is_personal", true)).post("/api/workspaces/");

    assertThat((List<String>) owner.asks().get("/api/workspaces/?is_archived=true").path("title"))
        .containsExactly("b");
    assertThat((List<String>) owner.asks().get("/api/workspaces/?is_personal=1").path("title"))
        .containsExactly("A");
    assertThat((List<String>) owner.asks().get("/api/workspaces/?ordering=-title").path("title"))
        .containsExactly("b", "A");
    Shapes.invalid(owner.asks().get("/api/workspaces/?ordering=color"), "ordering");
    Shapes.invalid(owner.asks().get("/api/workspaces/?is_archived=x"), "is_archived");
  }

  @Test
  void sandboxOfSomebodyElseIsNotThere() {
    var shared = world.shared();
    Number sandbox =
        shared
            .as(Actor.MA)
            .sends(Map.of("title", "Sandbox", "is_personal", true))
            .post("/api/workspaces/")
            .path("id");

    Shapes.error(shared.owner().asks().get("/api/workspaces/" + sandbox + "/"), 404, "not-found");
    assertThat((List<String>) shared.owner().asks().get("/api/workspaces/").path("title"))
        .doesNotContain("Sandbox");
  }

  private static long workspace(World.Person by, String title) {
    Number id = by.sends(Map.of("title", title)).post("/api/workspaces/").path("id");
    return id.longValue();
  }

  @Test
  void changedWorkspaceIsRead() {
    var owner = world.small("Workspace Changes").owner();
    long id = workspace(owner, "Before");
    for (var slash : List.of("/", "")) {
      var changed =
          Shapes.check(
              owner
                  .sends(
                      Map.of(
                          "title", "After",
                          "description", "All about it",
                          "color", "teal",
                          "is_archived", true,
                          "created_by", 1))
                  .patch("/api/workspaces/" + id + slash),
              200,
              "Workspace");
      assertThat((String) changed.path("title")).isEqualTo("After");
      assertThat((Boolean) changed.path("is_archived")).isTrue();
      assertThat(((Number) changed.path("created_by")).longValue()).isEqualTo(owner.id());
    }

    var cleared =
        owner.sends("{\"description\": null, \"color\": null}").patch("/api/workspaces/" + id);
    assertThat((String) cleared.path("description")).isNull();
    assertThat((String) cleared.path("color")).isNull();
    assertThat((String) cleared.path("title")).isEqualTo("After");
  }

  @Test
  void wrongChangesAreNamed() {
    var owner = world.shared().owner();
    var path = "/api/workspaces/" + workspace(owner, "Unchanged");

    Shapes.invalid(owner.sends(Map.of("title", " ")).patch(path), "title");
    Shapes.invalid(owner.sends(Map.of("title", 7)).patch(path), "title");
    Shapes.invalid(owner.sends(Map.of("description", List.of())).patch(path), "description");
    Shapes.invalid(owner.sends(Map.of("color", "url(x)")).patch(path), "color");
    Shapes.invalid(owner.sends(Map.of("is_personal", true)).patch(path), "is_personal");
    Shapes.invalid(owner.sends("[]").patch(path), Input.NO_FIELD);
    assertThat((String) owner.asks().get(path).path("title")).isEqualTo("Unchanged");
  }

  @Test
  void deletedWorkspaceIsGone() {
    var owner = world.small("Workspace Deletion").owner();
    for (var slash : List.of("/", "")) {
      long id = workspace(owner, "Short-lived");
      assertThat(owner.asks().delete("/api/workspaces/" + id + slash).statusCode()).isEqualTo(204);
      Shapes.error(owner.asks().get("/api/workspaces/" + id), 404, "not-found");
      Shapes.error(owner.asks().delete("/api/workspaces/" + id), 404, "not-found");
    }
  }

  @Test
  void managerChangesOnlyTheirOwn() {
    var shared = world.shared();
    var manager = shared.as(Actor.MA);
    var path = "/api/workspaces/" + workspace(shared.owner(), "The owner's");
    var own = "/api/workspaces/" + workspace(manager, "The manager's");

    Shapes.error(manager.sends(Map.of("title", "x")).patch(path), 403, "not-permitted");
    Shapes.error(manager.asks().delete(path), 403, "not-permitted");
    Shapes.check(manager.sends(Map.of("title", "x")).patch(own), 200, "Workspace");
    assertThat(manager.asks().delete(own).statusCode()).isEqualTo(204);
  }

  @Test
  void wrongFieldsAreNamed() {
    var owner = world.shared().owner();
    Shapes.invalid(owner.sends("{}").post("/api/workspaces/"), "title");
    Shapes.invalid(
        owner.sends(Map.of("title", "x".repeat(1001))).post("/api/workspaces/"), "title");
    Shapes.invalid(
        owner.sends(Map.of("title", "x", "color", "javascript:alert(1)")).post("/api/workspaces/"),
        "color");
    Shapes.invalid(
        owner.sends(Map.of("title", "x", "is_archived", "true")).post("/api/workspaces/"),
        "is_archived");
  }
}
