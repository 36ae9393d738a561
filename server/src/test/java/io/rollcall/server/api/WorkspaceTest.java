package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

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
