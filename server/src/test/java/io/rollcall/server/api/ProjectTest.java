package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ApiTest
class ProjectTest {
  @Inject World world;

  private static long id(Response created) {
    Number id = created.path("id");
    assertThat(id).as(created.asString()).isNotNull();
    return id.longValue();
  }

  private static long workspace(World.Person by, String title) {
    return id(by.sends(Map.of("title", title)).post("/api/workspaces/"));
  }

  private static String create(World.Person by, Map<String, Object> body) {
    return "/api/projects/" + id(by.sends(body).post("/api/projects/"));
  }

  @Test
  void createdProjectIsListedAndRead() {
    var owner = world.small("Projects").owner();
    long workspace = workspace(owner, "Radiology");
    var created =
        Shapes.check(
            owner
                .sends(
                    Map.of(
                        "title",
                        " Chest ",
                        "description",
                        "X-rays",
                        "color",
                        "#FFAA00",
                        "workspace",
                        workspace,
                        "is_published",
                        true,
                        "label_config",
                        "<View/>",
                        "created_by",
                        1,
                        "organization",
                        1))
                .post("/api/projects/"),
            201,
            "Project");

    assertThat((String) created.path("title")).isEqualTo("Chest");
    assertThat((String) created.path("workspace_title")).isEqualTo("Radiology");
    assertThat((String) created.path("state")).isEqualTo("published");
    assertThat(((Number) created.path("created_by.id")).longValue()).isEqualTo(owner.id());
    for (var slash : List.of("/", "")) {
      assertThat(
              Shapes.check(
                      owner.asks().get("/api/projects/" + created.path("id") + slash),
                      200,
                      "Project")
                  .asString())
          .isEqualTo(created.asString());
      assertThat(
              (List<Object>)
                  Shapes.check(owner.asks().get("/api/projects" + slash), 200, "ProjectPage")
                      .path("results.id"))
          .containsExactly((Object) created.path("id"));
      assertThat(
              (List<Object>)
                  Shapes.check(
                          owner.asks().get("/api/projects/counts" + slash),
                          200,
                          "ProjectCountsPage")
                      .path("results.id"))
          .containsExactly((Object) created.path("id"));
      assertThat(
              (List<Object>)
                  Shapes.check(
                          owner.asks().get("/api/workspaces/" + workspace + "/projects" + slash),
                          200,
                          "Project[]")
                      .path("id"))
          .containsExactly((Object) created.path("id"));
    }
    assertThat((Integer) owner.asks().get("/api/workspaces/" + workspace).path("projects_count"))
        .isEqualTo(1);
  }

  @Test
  void changedProjectIsRead() {
    var owner = world.small("Project Changes").owner();
    long workspace = workspace(owner, "Radiology");
    var path = create(owner, Map.of("title", "Before", "is_draft", true));

    var changed =
        Shapes.check(
            owner
                .sends(Map.of("title", "After", "workspace", workspace, "is_published", true))
                .patch(path),
            200,
            "Project");
    assertThat((String) changed.path("title")).isEqualTo("After");
    assertThat((String) changed.path("state")).isEqualTo("published");
    assertThat(((Number) changed.path("workspace")).longValue()).isEqualTo(workspace);
    var cleared = owner.sends("{\"workspace\": null, \"description\": null}").patch(path + "/");
    assertThat((Object) cleared.path("workspace")).isNull();
    assertThat((String) cleared.path("title")).isEqualTo("After");
  }

  @Test
  void deletedProjectIsGone() {
    var owner = world.small("Project Deletion").owner();
    for (var slash : List.of("/", "")) {
      var path = create(owner, Map.of("title", "Short-lived"));
      assertThat(owner.asks().delete(path + slash).statusCode()).isEqualTo(204);
      Shapes.error(owner.asks().get(path), 404, "not-found");
      Shapes.error(owner.asks().delete(path), 404, "not-found");
    }
  }

  @Test
  void workspaceWithProjectsIsNotDeleted() {
    var owner = world.small("Not Empty").owner();
    var workspace = "/api/workspaces/" + workspace(owner, "Full");
    var project = create(owner, Map.of("title", "Inside"));
    Number id = owner.asks().get(project).path("id");
    assertThat(owner.sends(Map.of("project", id)).post(workspace + "/projects/").statusCode())
        .isEqualTo(201);

    Shapes.error(owner.asks().delete(workspace), 400, "workspace-not-empty");
    assertThat(owner.asks().delete(workspace + "/projects/?project=" + id).statusCode())
        .isEqualTo(204);
    Shapes.error(owner.asks().delete(workspace + "/projects/?project=" + id), 404, "not-found");
    assertThat(owner.asks().delete(workspace).statusCode()).isEqualTo(204);
  }

  @Test
  void annotatorSeesPublishedProjectsOfTheirWorkspaceButNotWhere() {
    var company = world.company("Published");
    var owner = company.owner();
    var annotator = company.as(Actor.AN);
    long workspace = workspace(owner, "Secret title");
    var published =
        create(owner, Map.of("title", "Open", "workspace", workspace, "is_published", true));
    var unpublished = create(owner, Map.of("title", "Hidden", "workspace", workspace));
    Shapes.error(annotator.asks().get(published), 404, "not-found");
    owner
        .sends(Map.of("user", annotator.id()))
        .post("/api/workspaces/" + workspace + "/memberships/");

    var seen = Shapes.check(annotator.asks().get(published), 200, "Project");
    assertThat((Object) seen.path("workspace")).isNull();
    assertThat(seen.asString()).doesNotContain("Secret title");
    Shapes.error(annotator.asks().get(unpublished), 404, "not-found");
    assertThat((List<String>) annotator.asks().get("/api/projects/").path("results.title"))
        .containsExactly("Open");
    Shapes.error(annotator.sends(Map.of("title", "Mine")).patch(published), 403, "not-permitted");
    Shapes.error(
        annotator.asks().get("/api/projects/?workspaces=" + workspace), 403, "not-permitted");
  }

  @Test
  void managerCannotMoveAProjectIntoAWorkspaceTheyHaveNotJoined() {
    var company = world.shared();
    var manager = company.as(Actor.MA);
    long others = workspace(company.owner(), "Others");
    var own = create(manager, Map.of("title", "Own project"));

    Shapes.invalid(manager.sends(Map.of("workspace", others)).patch(own), "workspace");
    Shapes.invalid(
        manager.sends(Map.of("title", "New", "workspace", others)).post("/api/projects/"),
        "workspace");
    Number id = manager.asks().get(own).path("id");
    Shapes.error(
        manager.sends(Map.of("project", id)).post("/api/workspaces/" + others + "/projects/"),
        403,
        "not-permitted");
  }

  @Test
  void filtersAndOrders() {
    var owner = world.small("Project Filters").owner();
    long workspace = workspace(owner, "Radiology");
    var alpha = create(owner, Map.of("title", "Alpha", "workspace", workspace));
    create(owner, Map.of("title", "Beta", "description", "like alpha", "is_published", true));
    create(owner, Map.of("title", "Gamma", "is_draft", true));
    Number id = owner.asks().get(alpha).path("id");

    assertThat(titles(owner, "")).containsExactly("Gamma", "Beta", "Alpha");
    assertThat(titles(owner, "?ordering=title")).containsExactly("Alpha", "Beta", "Gamma");
    assertThat(titles(owner, "?ordering=-title")).containsExactly("Gamma", "Beta", "Alpha");
    assertThat(titles(owner, "?search=alpha&ordering=title")).containsExactly("Alpha", "Beta");
    assertThat(titles(owner, "?title=alpha")).containsExactly("Alpha");
    assertThat(titles(owner, "?ids=" + id + ",4711")).containsExactly("Alpha");
    assertThat(titles(owner, "?workspaces=" + workspace)).containsExactly("Alpha");
    assertThat(titles(owner, "?state=draft,published")).containsExactly("Gamma", "Beta");
    assertThat(titles(owner, "?archived=true")).isEmpty();
    assertThat(titles(owner, "?page=2&page_size=2")).containsExactly("Alpha");
    assertThat(titles(owner, "?page=9")).isEmpty();
    Shapes.invalid(owner.asks().get("/api/projects/?ordering=color"), "ordering");
    Shapes.invalid(owner.asks().get("/api/projects/?state=done"), "state");
    Shapes.invalid(owner.asks().get("/api/projects/?ids=x"), "ids");
    Shapes.invalid(owner.asks().get("/api/projects/?members_limit=0"), "members_limit");
    Shapes.invalid(owner.asks().get(alpha + "?members_limit=101"), "members_limit");
  }

  private static List<String> titles(World.Person reader, String query) {
    return Shapes.check(reader.asks().get("/api/projects/" + query), 200, "ProjectPage")
        .path("results.title");
  }

  @Test
  void wrongFieldsAreNamed() {
    var owner = world.shared().owner();
    var path = create(owner, Map.of("title", "Unchanged"));
    var workspace = "/api/workspaces/" + workspace(owner, "Place") + "/projects/";

    Shapes.invalid(owner.sends("{}").post("/api/projects/"), "title");
    for (var body :
        List.<Map<String, Object>>of(
            Map.of("title", "ab"),
            Map.of("title", "x".repeat(51)),
            Map.of("title", 7),
            Map.of("title", "Right", "description", 7),
            Map.of("title", "Right", "color", "url(x)"),
            Map.of("title", "Right", "workspace", "x"),
            Map.of("title", "Right", "workspace", 0),
            Map.of("title", "Right", "workspace", 1.5),
            Map.of("title", "Right", "is_published", "yes"),
            Map.of("title", "Right", "is_draft", 1))) {
      var field = body.keySet().stream().filter(key -> body.size() == 1 || !key.equals("title"));
      var name = field.findFirst().orElseThrow();
      Shapes.invalid(owner.sends(body).post("/api/projects/"), name);
      Shapes.invalid(owner.sends(body).patch(path), name);
    }
    Shapes.invalid(owner.sends("{}").post(workspace), "project");
    Shapes.invalid(owner.asks().delete(workspace), "project");
    assertThat((String) owner.asks().get(path).path("title")).isEqualTo("Unchanged");
  }

  @Test
  void foreignIdsInBodiesAreNotThere() {
    var owner = world.shared().owner();
    var stranger = world.small("Project Strangers").owner();
    long foreignWorkspace = workspace(stranger, "Foreign");
    Number foreignProject =
        stranger.sends(Map.of("title", "Foreign")).post("/api/projects/").path("id");
    var path = create(owner, Map.of("title", "Mine alone"));

    Shapes.invalid(owner.sends(Map.of("workspace", foreignWorkspace)).patch(path), "workspace");
    var own = "/api/workspaces/" + workspace(owner, "Place") + "/projects/";
    Shapes.error(owner.sends(Map.of("project", foreignProject)).post(own), 404, "not-found");
    Shapes.error(owner.asks().delete(own + "?project=" + foreignProject), 404, "not-found");
  }
}
