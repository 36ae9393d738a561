package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ApiTest
class WorkspaceMemberTest {
  @Inject World world;

  private static String workspace(World.Person by) {
    Number id = by.sends(Map.of("title", "People")).post("/api/workspaces/").path("id");
    return "/api/workspaces/" + id;
  }

  private static List<Long> members(World.Person reader, String workspace) {
    List<Number> ids = reader.asks().get(workspace + "/memberships/").path("user.id");
    return ids.stream().map(Number::longValue).toList();
  }

  @Test
  void memberIsAddedAndTakenOut() {
    var company = world.shared();
    var owner = company.owner();
    var workspace = workspace(owner);
    long ann = company.as(Actor.AN).id();
    for (var slash : List.of("/", "")) {
      var path = workspace + "/memberships" + slash;
      var created =
          Shapes.check(owner.sends(Map.of("user", ann)).post(path), 200, "WorkspaceMemberCreate");
      assertThat(((Number) created.path("user")).longValue()).isEqualTo(ann);
      assertThat(workspace).endsWith("/" + created.path("workspace"));
      assertThat(members(owner, workspace)).containsExactly(ann);

      assertThat(owner.asks().delete(path + "?user_id=" + ann).statusCode()).isEqualTo(204);
      assertThat(members(owner, workspace)).isEmpty();
    }
  }

  @Test
  void membershipIsExplained() {
    var company = world.shared();
    var owner = company.owner();
    var workspace = workspace(owner);
    long reviewer = company.as(Actor.RE).id();
    owner.sends(Map.of("user", reviewer)).post(workspace + "/memberships/");

    List<String> sources =
        owner
            .asks()
            .get(company.path() + "/memberships/" + reviewer + "/explanation")
            .path("candidates.findAll { it.target.type == 'workspace' }.source");
    assertThat(sources).contains("manual");
  }

  @Test
  void everybodyIsAddedAndTakenOutAtOnce() {
    var company = world.company("Bulk");
    var owner = company.owner();
    var workspace = workspace(owner);
    long excluded = company.as(Actor.RE).id();
    for (var slash : List.of("/", "")) {
      var path = workspace + "/memberships/bulk" + slash;
      var added =
          Shapes.check(
              owner.sends(Map.of("all", true, "excluded", List.of(excluded))).post(path),
              200,
              "BulkAssignments");
      assertThat((Integer) added.path("assignments")).isEqualTo(company.people().size() - 2);
      assertThat(members(owner, workspace))
          .hasSize(company.people().size() - 2)
          .doesNotContain(excluded);

      var out =
          Shapes.check(
              owner.asks().delete(path + "?all=true&excluded=" + owner.id()),
              200,
              "BulkUnassignments");
      assertThat((Integer) out.path("unassignments")).isEqualTo(company.people().size() - 3);
      assertThat(members(owner, workspace)).containsExactly(owner.id());
      Shapes.check(owner.asks().delete(path + "?included=" + owner.id()), 200, "BulkUnassignments");
      assertThat(members(owner, workspace)).isEmpty();
    }
  }

  @Test
  void bulkIsNarrowedByIdsAndSearch() {
    var company = world.company("Narrow");
    var owner = company.owner();
    var workspace = workspace(owner);
    var bulk = workspace + "/memberships/bulk/";
    long ann = company.as(Actor.AN).id();
    long rae = company.as(Actor.RE).id();
    owner.sends(Map.of("all", false, "included", List.of(ann, rae, owner.id()))).post(bulk);

    assertThat(
            (Integer)
                owner
                    .asks()
                    .delete(bulk + "?all=true&search=" + company.as(Actor.AN).email())
                    .path("unassignments"))
        .isEqualTo(1);
    assertThat(members(owner, workspace)).containsExactlyInAnyOrder(rae, owner.id());
    assertThat((Integer) owner.asks().delete(bulk + "?all=1&ids=" + rae).path("unassignments"))
        .isEqualTo(1);
    assertThat(members(owner, workspace)).containsExactly(owner.id());
  }

  @Test
  void membersArePagedAndFound() {
    var company = world.company("Paged");
    var owner = company.owner();
    var workspace = workspace(owner);
    owner.sends(Map.of("all", true)).post(workspace + "/memberships/bulk/");
    var path = workspace + "/memberships/paginated/";

    var first = Shapes.check(owner.asks().get(path + "?page_size=3"), 200, "LseUserPage");
    assertThat((Integer) first.path("count")).isEqualTo(company.people().size() - 1);
    assertThat((String) first.path("next")).contains("page=2");
    List<Object> ids = new ArrayList<>(first.<List<Object>>path("results.id"));
    ids.addAll(owner.asks().get(path + "?page_size=100&page=1").path("results.id"));
    assertThat(ids).hasSize(3 + company.people().size() - 1);
    assertThat(
            (List<Object>)
                Shapes.check(owner.asks().get(path + "?page=99"), 200, "LseUserPage")
                    .path("results"))
        .isEmpty();
    assertThat(
            (List<Number>)
                owner
                    .asks()
                    .get(path + "?search=" + company.as(Actor.RE).email())
                    .path("results.id"))
        .extracting(Number::longValue)
        .containsExactly(company.as(Actor.RE).id());
    assertThat(
            (List<Number>)
                owner.asks().get(path + "?ids=" + owner.id() + ",4711").path("results.id"))
        .extracting(Number::longValue)
        .containsExactly(owner.id());
  }

  @Test
  void peopleOfAnotherOrganizationAreNotPutAnywhere() {
    var owner = world.shared().owner();
    var workspace = workspace(owner);
    long stranger = world.small("Strangers").owner().id();

    Shapes.error(
        owner.sends(Map.of("user", stranger)).post(workspace + "/memberships/"), 404, "not-found");
    assertThat(
            (Integer)
                owner
                    .sends(Map.of("all", false, "included", List.of(stranger)))
                    .post(workspace + "/memberships/bulk/")
                    .path("assignments"))
        .isZero();
    assertThat(members(owner, workspace)).isEmpty();
  }

  @Test
  void bulkRefusesWhatTheSingleCallRefuses() {
    var company = world.shared();
    var manager = company.as(Actor.MA);
    var others = workspace(company.owner());
    Number sandbox =
        manager
            .sends(Map.of("title", "Sandbox", "is_personal", true))
            .post("/api/workspaces/")
            .path("id");

    for (var path : List.of("/memberships/", "/memberships/bulk/")) {
      var body = Map.of("user", manager.id(), "all", true);
      Shapes.error(manager.sends(body).post(others + path), 403, "not-permitted");
      Shapes.error(
          manager.sends(body).post("/api/workspaces/" + sandbox + path), 400, "wrong-state");
      Shapes.error(
          manager.asks().delete(others + path + "?all=true&user_id=" + manager.id()),
          403,
          "not-permitted");
    }
  }

  @Test
  void policyLeavesWorkspacesToTheDirectory() {
    var owner = world.small("Directory Only").owner();
    var workspace = workspace(owner);
    owner.sends(Map.of("user", owner.id())).post(workspace + "/memberships/");
    Number organization = owner.asks().get("/api/organizations/").path("[0].id");
    owner
        .sends(Map.of("manual_workspace_management", false))
        .patch("/api/organizations/" + organization)
        .then()
        .statusCode(200);

    assertThat(members(owner, workspace)).isEmpty();
    Shapes.error(
        owner.sends(Map.of("user", owner.id())).post(workspace + "/memberships/"),
        400,
        "manual-management-off");
    Shapes.error(
        owner.sends(Map.of("all", true)).post(workspace + "/memberships/bulk/"),
        400,
        "manual-management-off");
  }

  @Test
  void wrongFieldsAreNamed() {
    var owner = world.shared().owner();
    var path = workspace(owner) + "/memberships/";

    Shapes.invalid(owner.sends("{}").post(path), "user");
    Shapes.invalid(owner.sends(Map.of("user", "x")).post(path), "user");
    Shapes.invalid(owner.sends(Map.of("user", -1)).post(path), "user");
    Shapes.invalid(owner.sends(Map.of("user", 1, "workspace", 1)).post(path), "workspace");
    Shapes.invalid(owner.asks().delete(path), "user_id");
    Shapes.invalid(owner.asks().delete(path + "?user_id=x"), "user_id");
    Shapes.invalid(owner.sends("{}").post(path + "bulk/"), "all");
    Shapes.invalid(owner.sends(Map.of("all", "yes")).post(path + "bulk/"), "all");
    Shapes.invalid(owner.sends(Map.of("all", false)).post(path + "bulk/"), "included");
    Shapes.invalid(
        owner.sends(Map.of("all", true, "included", List.of(1))).post(path + "bulk/"), "included");
    Shapes.invalid(
        owner.sends(Map.of("all", true, "excluded", List.of(0))).post(path + "bulk/"), "excluded");
    Shapes.invalid(
        owner.sends(Map.of("all", true, "excluded", "1")).post(path + "bulk/"), "excluded");
    Shapes.invalid(owner.asks().delete(path + "bulk/"), "included");
    Shapes.invalid(owner.asks().delete(path + "bulk/?all=maybe"), "all");
    Shapes.invalid(owner.asks().get(path + "paginated/?ids=x"), "ids");
    Shapes.invalid(owner.asks().get(path + "paginated/?page=0"), "page");
    Shapes.invalid(owner.asks().get(path + "paginated/?page_size=1001"), "page_size");
  }
}
