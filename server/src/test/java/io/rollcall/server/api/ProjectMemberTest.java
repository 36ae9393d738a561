package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@ApiTest
class ProjectMemberTest {
  @Inject World world;

  private static long project(World.Person by, @Nullable Long workspace) {
    var body = new HashMap<String, Object>();
    body.put("title", "People");
    body.put("workspace", workspace);
    body.put("is_published", true);
    Number id = by.sends(body).post("/api/projects/").path("id");
    return id.longValue();
  }

  private static List<Long> members(World.Person reader, String path) {
    List<Number> ids = reader.asks().get(path).path("id");
    return ids.stream().map(Number::longValue).toList();
  }

  @Test
  void memberIsAddedReadAndRemoved() {
    var company = world.shared();
    var owner = company.owner();
    long ann = company.as(Actor.AN).id();
    var project = "/api/projects/" + project(owner, null);
    for (var slash : List.of("/", "")) {
      var path = project + "/members" + slash;
      Shapes.check(owner.sends(Map.of("user", ann)).post(path), 201, "ProjectMember");
      Shapes.check(owner.asks().get(path), 200, "LseUser[]");
      assertThat(members(owner, path)).containsExactly(ann);
      assertThat(members(owner, path + "?user_ids=4711")).isEmpty();
      Shapes.check(company.as(Actor.AN).asks().get(project), 200, "Project");
      assertThat((Integer) owner.asks().get(project).path("members_count")).isEqualTo(1);
      assertThat(((Number) owner.asks().get(project).path("members[0].id")).longValue())
          .isEqualTo(ann);

      assertThat(owner.asks().delete(path + "?user=" + ann).statusCode()).isEqualTo(204);
      assertThat(members(owner, path)).isEmpty();
      Shapes.error(company.as(Actor.AN).asks().get(project), 404, "not-found");
    }
  }

  @Test
  void implicitMembersAreMarkedAndPaged() {
    var company = world.company("Implicit");
    var owner = company.owner();
    Number workspace = owner.sends(Map.of("title", "W")).post("/api/workspaces/").path("id");
    var project = "/api/projects/" + project(owner, workspace.longValue());
    long ann = company.as(Actor.AN).id();
    long rae = company.as(Actor.RE).id();
    owner
        .sends(Map.of("all", false, "included", List.of(ann, rae)))
        .post("/api/workspaces/" + workspace + "/memberships/bulk/");
    owner.sends(Map.of("user", ann)).post(project + "/members/");
    var path = project + "/members/paginated/";

    var page = Shapes.check(owner.asks().get(path), 200, "ProjectMemberPage");
    assertThat((Integer) page.path("count")).isEqualTo(2);
    assertThat((Boolean) page.path("results.find { it.id == %d }.implicit_member".formatted(ann)))
        .isFalse();
    assertThat((Boolean) page.path("results.find { it.id == %d }.implicit_member".formatted(rae)))
        .isTrue();
    assertThat(ids(owner, path + "?implicit=true")).containsExactly(rae);
    assertThat(ids(owner, path + "?implicit=false")).containsExactly(ann);
    assertThat(ids(owner, path + "?role=RE")).containsExactly(rae);
    assertThat(ids(owner, path + "?no_annotators=true")).containsExactly(rae);
    assertThat(ids(owner, path + "?ids=" + ann)).containsExactly(ann);
    assertThat(ids(owner, path + "?search=" + company.as(Actor.RE).email())).containsExactly(rae);
    assertThat(ids(owner, path + "?user_type=flex")).isEmpty();
    assertThat(ids(owner, path + "?page=7")).isEmpty();
    assertThat(ids(owner, path + "?page_size=1&page=2")).hasSize(1);
    Shapes.error(owner.asks().delete(project + "/members/?user=" + rae), 400, "wrong-state");
  }

  private static List<Long> ids(World.Person reader, String path) {
    List<Number> ids =
        Shapes.check(reader.asks().get(path), 200, "ProjectMemberPage").path("results.id");
    return ids.stream().map(Number::longValue).toList();
  }

  @Test
  void manyAreAddedWithRolesAndRemoved() {
    var company = world.company("Project Bulk");
    var owner = company.owner();
    var project = "/api/projects/" + project(owner, null);
    long ann = company.as(Actor.AN).id();
    long rae = company.as(Actor.RE).id();
    long stranger = world.shared().owner().id();
    var bulk = project + "/members/bulk/";

    var added =
        Shapes.check(
            owner
                .sends(
                    Map.of(
                        "all", false,
                        "included", List.of(ann, rae, stranger),
                        "roles", List.of(Map.of("user_id", ann, "role", "RE"))))
                .post(bulk),
            200,
            "ProjectAssignments");
    assertThat((Integer) added.path("assignments")).isEqualTo(2);
    assertThat((List<Number>) added.path("skipped_user_ids"))
        .extracting(Number::longValue)
        .containsExactly(stranger);
    var roles = Shapes.check(owner.asks().get(project + "/roles"), 200, "ProjectRole[]");
    assertThat((List<String>) roles.path("role")).containsExactly("RE");

    Shapes.check(owner.sends(Map.of("all", true)).post(bulk), 200, "ProjectAssignments");
    assertThat(members(owner, project + "/members/")).hasSize(company.people().size() - 1);
    assertThat(
            (Integer)
                Shapes.check(
                        owner.asks().delete(bulk + "?all=true&role=AN&excluded=4711"),
                        200,
                        "BulkUnassignments")
                    .path("unassignments"))
        .isEqualTo(1);
    Shapes.check(owner.asks().delete(bulk + "?included=" + rae), 200, "BulkUnassignments");
    assertThat(members(owner, project + "/members/"))
        .hasSize(company.people().size() - 3)
        .doesNotContain(ann, rae);
  }

  @Test
  void roleIsGivenSeenAndTakenBack() {
    var company = world.shared();
    var owner = company.owner();
    var annotator = company.as(Actor.AN);
    long project = project(owner, null);
    for (var slash : List.of("/", "")) {
      var given =
          Shapes.check(
              owner
                  .sends(Map.of("project", project, "user", annotator.id(), "role", "MA"))
                  .post("/api/projects/roles" + slash),
              201,
              "ProjectRole");
      assertThat((String) given.path("role")).isEqualTo("MA");
      assertThat((String) given.path("role_source")).isEqualTo("manual");
      assertThat(
              (List<Object>)
                  Shapes.check(
                          annotator.asks().get("/api/projects/roles" + slash + "?ids=" + project),
                          200,
                          "ProjectRole[]")
                      .path("id"))
          .containsExactly((Object) given.path("id"));
      var page = annotator.asks().get("/api/projects/" + project + "/members/paginated/");
      assertThat(
              (String) Shapes.check(page, 200, "ProjectMemberPage").path("results[0].project_role"))
          .isEqualTo("MA");

      var role = "/api/projects/roles/" + given.path("id") + slash;
      assertThat(owner.asks().delete(role).statusCode()).isEqualTo(204);
      Shapes.error(owner.asks().delete(role), 404, "not-found");
      Shapes.error(annotator.asks().get("/api/projects/" + project), 404, "not-found");
    }
  }

  @Test
  void managerLowersNobodyAboveThem() {
    var company = world.shared();
    var manager = company.as(Actor.MA);
    long project = project(manager, null);
    long admin = company.as(Actor.AD).id();

    Shapes.error(
        manager
            .sends(Map.of("project", project, "user", admin, "role", "AN"))
            .post("/api/projects/roles/"),
        403,
        "not-permitted");
    Shapes.error(
        manager
            .sends(
                Map.of(
                    "all", false,
                    "included", List.of(admin),
                    "roles", List.of(Map.of("user_id", admin, "role", "AN"))))
            .post("/api/projects/" + project + "/members/bulk/"),
        403,
        "not-permitted");
    Shapes.error(
        manager
            .sends(Map.of("all", true))
            .post("/api/projects/" + project + "/members/bulk/?role=AD"),
        403,
        "not-permitted");
  }

  @Test
  void exportIsAFileThatNoSpreadsheetRuns() {
    var company = world.company("Export");
    var owner = company.owner();
    var annotator = company.as(Actor.AN);
    annotator
        .sends(Map.of("first_name", "=cmd()"))
        .patch("/api/current-user")
        .then()
        .statusCode(200);
    long project = project(owner, null);
    owner.sends(Map.of("user", annotator.id())).post("/api/projects/" + project + "/members/");

    var file = owner.asks().get("/api/projects/" + project + "/members/export/");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.contentType()).startsWith("text/csv");
    assertThat(file.header("Content-Disposition")).startsWith("attachment");
    var lines = file.asString().split("\r\n");
    assertThat(lines).hasSize(2);
    assertThat(lines[0]).startsWith("id,email,");
    assertThat(lines[1])
        .startsWith(annotator.id() + "," + annotator.email() + ",")
        .contains(",'=cmd(),");
    assertThat(
            owner
                .asks()
                .get("/api/projects/" + project + "/members/export/?search=nobody")
                .asString()
                .split("\r\n"))
        .hasSize(1);
    Shapes.error(
        annotator.asks().get("/api/projects/" + project + "/members/export/"),
        403,
        "not-permitted");
  }

  @Test
  void policyLeavesProjectsToTheDirectory() {
    var owner = world.small("Projects By Directory").owner();
    long project = project(owner, null);
    Number organization = owner.asks().get("/api/organizations/").path("[0].id");
    owner
        .sends(Map.of("manual_project_member_management", false))
        .patch("/api/organizations/" + organization)
        .then()
        .statusCode(200);

    var path = "/api/projects/" + project + "/members/";
    Shapes.error(owner.sends(Map.of("user", owner.id())).post(path), 400, "manual-management-off");
    Shapes.error(
        owner.sends(Map.of("all", true)).post(path + "bulk/"), 400, "manual-management-off");
  }

  @Test
  void wrongFieldsAreNamed() {
    var owner = world.shared().owner();
    long project = project(owner, null);
    var path = "/api/projects/" + project + "/members/";

    Shapes.invalid(owner.sends("{}").post(path), "user");
    Shapes.invalid(owner.asks().delete(path), "user");
    Shapes.invalid(owner.asks().get(path + "?user_ids=x"), "user_ids");
    Shapes.invalid(owner.sends("{}").post(path + "bulk/"), "all");
    Shapes.invalid(
        owner
            .sends(Map.of("all", true, "roles", List.of(Map.of("user_id", 1))))
            .post(path + "bulk/"),
        "roles");
    Shapes.invalid(
        owner
            .sends(Map.of("all", true, "roles", List.of(Map.of("user_id", 1, "role", "XX"))))
            .post(path + "bulk/"),
        "roles");
    Shapes.invalid(
        owner.asks().delete(path + "bulk/?all=true&last_activity__gte=x"), "last_activity__gte");
    for (var query :
        List.of(
            "ordering=color",
            "implicit=x",
            "role=XX",
            "tags=x",
            "ids=x",
            "user_type=x",
            "no_annotators=x",
            "with_deleted=x")) {
      var field = query.substring(0, query.indexOf('='));
      Shapes.invalid(owner.asks().get(path + "paginated/?" + query), field);
      Shapes.invalid(owner.asks().get(path + "export/?" + query), field);
    }
    for (var field : List.of("project", "role", "user")) {
      var body = new HashMap<String, Object>(Map.of("project", project, "role", "AN", "user", 1));
      body.remove(field);
      Shapes.invalid(owner.sends(body).post("/api/projects/roles/"), field);
    }
    Shapes.invalid(owner.asks().get("/api/projects/roles/?ids=x"), "ids");
    Shapes.error(
        owner
            .sends(Map.of("project", project, "user", owner.id(), "role", "OW"))
            .post("/api/projects/roles/"),
        400,
        "role-out-of-reach");
  }
}
