package io.rollcall.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.rollcall.domain.membership.Role;
import io.rollcall.server.api.World.Company;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The OpenID AuthZEN Authorization API 1.0 as other services use it. */
@ApiTest
class AuthzenTest {
  private static final String EVALUATION = "/access/v1/evaluation";
  private static final String EVALUATIONS = "/access/v1/evaluations";

  @Inject World world;

  private static Map<String, Object> entity(String type, Object id) {
    return Map.of("type", type, "id", id.toString());
  }

  private static Map<String, Object> question(Object user, String act, String type, Object id) {
    return Map.of(
        "subject",
        entity("user", user),
        "action",
        Map.of("name", act),
        "resource",
        entity(type, id),
        "context",
        Map.of("time", "2026-01-31T12:00:00Z"));
  }

  private static Response ask(World.Person asker, Map<String, Object> question) {
    return Shapes.check(asker.sends(question).post(EVALUATION), 200, "AuthzenDecision");
  }

  private static boolean may(World.Person asker, Object user, String act, String type, Object id) {
    return ask(asker, question(user, act, type, id)).path("decision");
  }

  @Test
  void permissionsOfTheOrganizationAreDecided() {
    var shared = world.shared();
    var owner = shared.owner();
    assertThat(may(owner, owner.id(), "manage_identity_providers", "organization", shared.id()))
        .isTrue();
    assertThat(may(owner, shared.as(Actor.AD).id(), "manage_members", "organization", shared.id()))
        .isTrue();
    var denied =
        ask(
            owner,
            question(shared.as(Actor.AN).email(), "edit_plugins", "organization", shared.id()));
    assertThat((Boolean) denied.path("decision")).isFalse();
    assertThat((String) denied.path("context.code")).isEqualTo("not-permitted");
    assertThat((String) denied.path("context.role")).isEqualTo("AN");
    assertThat((String) denied.path("context.rule")).isEqualTo("manual-pin");
    assertThat((String) denied.path("context.reason_user.en")).isNotBlank();
    var permitted =
        ask(owner, question(shared.as(Actor.AN).id(), "view", "organization", shared.id()));
    assertThat((String) permitted.path("context.code")).isEqualTo("permitted");
    assertThat((Map<String, Object>) permitted.path("context"))
        .doesNotContainKeys("reason_user", "error");
  }

  @Test
  void overridesOfTheOwnerCount() {
    var acme = world.company("Decisions");
    var manager = acme.as(Actor.MA);
    assertThat(may(manager, manager.id(), "invite_members", "organization", acme.id())).isFalse();
    acme.owner()
        .sends(Map.of("permission", "invite_members", "roles", List.of("AD", "MA")))
        .post(acme.path() + "/permissions")
        .then()
        .statusCode(200);
    assertThat(may(manager, manager.id(), "invite_members", "organization", acme.id())).isTrue();
  }

  @Test
  void placesAreDecidedAsTheApiWould() {
    var acme = world.company("Decided Places");
    var owner = acme.owner();
    var manager = acme.as(Actor.MA);
    var annotator = acme.as(Actor.AN);
    Number workspace = owner.sends(Map.of("title", "Own")).post("/api/workspaces/").path("id");
    Number project =
        owner
            .sends(Map.of("title", "Scans", "workspace", workspace, "is_published", true))
            .post("/api/projects/")
            .path("id");

    assertThat(may(owner, manager.id(), "view", "workspace", workspace)).isTrue();
    assertThat(may(owner, manager.id(), "manage", "workspace", workspace)).isFalse();
    assertThat(may(owner, annotator.id(), "view", "project", project)).isFalse();
    owner
        .sends(Map.of("all", false, "included", List.of(manager.id(), annotator.id())))
        .post("/api/workspaces/" + workspace + "/memberships/bulk/")
        .then()
        .statusCode(200);
    assertThat(may(owner, manager.id(), "manage", "workspace", workspace)).isTrue();
    assertThat(may(owner, annotator.id(), "view", "project", project)).isTrue();
    assertThat(may(owner, annotator.id(), "delete_tasks", "project", project)).isFalse();
    owner
        .sends(Map.of("project", project, "user", annotator.id(), "role", "MA"))
        .post("/api/projects/roles/")
        .then()
        .statusCode(201);
    var there = ask(owner, question(annotator.id(), "delete_tasks", "project", project));
    assertThat((Boolean) there.path("decision")).isTrue();
    assertThat((String) there.path("context.role")).isEqualTo("MA");
    assertThat(may(owner, acme.as(Actor.AD).id(), "delete", "membership", annotator.id())).isTrue();
    assertThat(may(owner, acme.as(Actor.AD).id(), "manage", "membership", owner.email())).isFalse();
    assertThat(
            (String)
                ask(owner, question(owner.id(), "delete", "membership", owner.id()))
                    .path("context.code"))
        .isEqualTo("acts-on-oneself");
  }

  /** Nobody learns by asking what another organization has. */
  @Test
  void whatIsForeignIsDeniedAsWhatIsUnknown() {
    var shared = world.shared();
    var owner = shared.owner();
    var beta = world.company("Beta Decisions");
    Number workspace =
        beta.owner().sends(Map.of("title", "Beta's")).post("/api/workspaces/").path("id");
    Number project =
        beta.owner().sends(Map.of("title", "Beta's")).post("/api/projects/").path("id");
    var stranger = beta.as(Actor.AN);
    for (var pair :
        List.of(
            List.of(
                question(owner.id(), "view", "workspace", workspace),
                question(owner.id(), "view", "workspace", 987_654_321)),
            List.of(
                question(owner.id(), "view", "project", project),
                question(owner.id(), "view", "project", 987_654_321)),
            List.of(
                question(owner.id(), "view", "organization", beta.id()),
                question(owner.id(), "view", "organization", 987_654_321)),
            List.of(
                question(owner.id(), "view", "membership", stranger.id()),
                question(owner.id(), "view", "membership", 987_654_321)),
            List.of(
                question(stranger.email(), "view", "organization", shared.id()),
                question("nobody@example.com", "view", "organization", shared.id())),
            List.of(
                question(stranger.id(), "view", "organization", shared.id()),
                question(987_654_321, "view", "organization", shared.id())))) {
      var foreign = ask(owner, pair.getFirst());
      assertThat((Boolean) foreign.path("decision")).isFalse();
      assertThat(foreign.asString())
          .as(pair.toString())
          .isEqualTo(ask(owner, pair.getLast()).asString())
          .doesNotContain("Beta");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "robot,1,view,organization,1",
    "user,x,view,organization,1",
    "user,0,view,organization,1",
    "user,99999999999999999999,view,organization,1",
    "user,1,fly,organization,1",
    "user,1,view,planet,1",
    "user,1,view,project,x",
    "user,1,view,membership,x"
  })
  void whatNobodyKnowsIsDenied(
      String subject, String user, String act, String resource, String id) {
    var owner = world.shared().owner();
    var body =
        Map.<String, Object>of(
            "subject",
            entity(subject, user),
            "action",
            Map.of("name", act, "properties", Map.of("method", "GET")),
            "resource",
            entity(resource, id));
    assertThat((Boolean) ask(owner, body).path("decision")).isFalse();
  }

  @Test
  void everybodyMayAskAboutThemselvesAndAdministratorsAboutAll() {
    var shared = world.shared();
    for (var actor : List.of(Actor.AN, Actor.RE, Actor.MA, Actor.NO)) {
      var person = shared.as(actor);
      ask(person, question(person.id(), "view", "organization", shared.id()));
      ask(person, question(person.email(), "view", "organization", shared.id()));
      for (var other : List.of(shared.owner().id(), 987_654_321L, "nobody@example.com")) {
        var refused =
            person.sends(question(other, "view", "organization", shared.id())).post(EVALUATION);
        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(403);
        assertThat(refused.contentType()).startsWith("text/plain");
        assertThat(refused.asString()).isEqualTo("Your role does not allow this.");
      }
    }
    ask(shared.as(Actor.AD), question(shared.owner().id(), "view", "organization", shared.id()));
  }

  @Test
  void tokensForDecisionsOpenDecisionsAndNothingElse() {
    var acme = world.small("Decision Tokens");
    var token =
        acme.owner().sends(Map.of("scope", "decisions")).post("/api/token/").<String>path("token");
    var access =
        given()
            .contentType(ContentType.JSON)
            .body(Map.of("refresh", token))
            .post("/api/token/refresh/")
            .<String>path("access");
    var body = question(acme.owner().id(), "view", "organization", acme.id());
    var bearer = "Bearer " + access;
    assertThat(
            given()
                .header("Authorization", bearer)
                .contentType(ContentType.JSON)
                .body(body)
                .post(EVALUATION)
                .statusCode())
        .isEqualTo(200);
    for (var path : List.of("/api/current-user", "/access/v1/../../api/current-user")) {
      assertThat(
              given()
                  .urlEncodingEnabled(false)
                  .header("Authorization", bearer)
                  .get(path)
                  .statusCode())
          .isIn(403, 404);
    }
  }

  @Test
  void requestIdComesBackAlsoWithErrors() {
    var shared = world.shared();
    var body = question(shared.owner().id(), "view", "organization", shared.id());
    assertThat(
            shared
                .owner()
                .sends(body)
                .header("X-Request-ID", "bfe9eb29-ab87")
                .post(EVALUATION)
                .header("X-Request-ID"))
        .isEqualTo("bfe9eb29-ab87");
    assertThat(
            shared
                .owner()
                .sends(Map.of())
                .header("X-Request-ID", "another")
                .post(EVALUATION)
                .header("X-Request-ID"))
        .isEqualTo("another");
    var anonymous =
        given()
            .contentType(ContentType.JSON)
            .header("X-Request-ID", "third")
            .body(body)
            .post(EVALUATION);
    assertThat(anonymous.statusCode()).isEqualTo(401);
    assertThat(anonymous.header("X-Request-ID")).isEqualTo("third");
    assertThat(anonymous.contentType()).startsWith("text/plain");
    assertThat(anonymous.asString()).contains("credentials");
    assertThat(shared.owner().sends(body).post(EVALUATION).header("X-Request-ID")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"subject\": 5}",
        "{\"subject\": {\"type\": \"user\"}, \"action\": {\"name\": \"view\"}, \"resource\": {\"type\": \"x\", \"id\": \"1\"}}",
        "{\"subject\": {\"type\": \"user\", \"id\": 1}, \"action\": {\"name\": \"view\"}, \"resource\": {\"type\": \"x\", \"id\": \"1\"}}",
        "{\"subject\": {\"type\": \"user\", \"id\": \"1\"}, \"resource\": {\"type\": \"x\", \"id\": \"1\"}}",
        "{\"subject\": {\"type\": \"user\", \"id\": \"1\"}, \"action\": {\"name\": \"\"}, \"resource\": {\"type\": \"x\", \"id\": \"1\"}}",
        "{\"subject\": {\"type\": \"user\", \"id\": \"1\"}, \"action\": {\"name\": \"view\"}}",
        "{\"subject\": {\"type\": \"user\", \"id\": \"1\"}, \"action\": {\"name\": \"view\"}, \"resource\": {\"type\": \"x\", \"id\": \"1\"}, \"context\": []}",
        "not json"
      })
  void whatIsNotWellFormedIsRefusedWithAMessage(String body) {
    for (var path : List.of(EVALUATION, EVALUATIONS)) {
      var refused =
          world.shared().owner().asks().contentType(ContentType.JSON).body(body).post(path);
      assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(400);
      assertThat(refused.contentType()).startsWith("text/plain");
      assertThat(refused.asString()).isNotBlank().doesNotContain("{");
    }
  }

  private static Map<String, Object> about(String type, Object id) {
    return Map.of("resource", entity(type, id));
  }

  @Test
  void manyAreDecidedInOrderWithDefaults() {
    var shared = world.shared();
    var body = new HashMap<String, Object>();
    body.put("subject", entity("user", shared.as(Actor.AN).id()));
    body.put("action", Map.of("name", "view"));
    body.put(
        "evaluations",
        List.of(
            about("organization", shared.id()),
            about("workspace", 987_654_321),
            Map.of(
                "resource",
                entity("organization", shared.id()),
                "action",
                Map.of("name", "manage")),
            Map.of(
                "resource",
                entity("organization", shared.id()),
                "subject",
                entity("user", shared.owner().id()))));

    assertThat(decisions(shared, body, null)).containsExactly(true, false, false, true);
    assertThat(decisions(shared, body, "execute_all")).containsExactly(true, false, false, true);
    assertThat(decisions(shared, body, "deny_on_first_deny")).containsExactly(true, false);
    assertThat(decisions(shared, body, "permit_on_first_permit")).containsExactly(true);
    assertThat(shared.owner().sends(body).post(EVALUATIONS).<Map<String, Object>>path("$"))
        .containsOnlyKeys("evaluations");

    body.put("options", Map.of("evaluations_semantic", "whatever"));
    assertThat(shared.owner().sends(body).post(EVALUATIONS).statusCode()).isEqualTo(400);
  }

  private static List<Boolean> decisions(
      Company company, Map<String, Object> body, String semantic) {
    var sent = new HashMap<>(body);
    if (semantic != null) {
      sent.put("options", Map.of("evaluations_semantic", semantic));
    }
    return Shapes.check(company.owner().sends(sent).post(EVALUATIONS), 200, "AuthzenDecisions")
        .path("evaluations.decision");
  }

  @Test
  void oneThatCannotBeReadOrAskedIsDeniedInItsPlace() {
    var shared = world.shared();
    var annotator = shared.as(Actor.AN);
    var body = new HashMap<String, Object>();
    body.put("action", Map.of("name", "view"));
    body.put("resource", entity("organization", shared.id()));
    body.put(
        "evaluations",
        List.of(
            Map.of(),
            Map.of("subject", entity("user", annotator.id())),
            Map.of("subject", entity("user", shared.owner().id()))));

    var answer = Shapes.check(annotator.sends(body).post(EVALUATIONS), 200, "AuthzenDecisions");

    assertThat((List<Boolean>) answer.path("evaluations.decision"))
        .containsExactly(false, true, false);
    assertThat((Integer) answer.path("evaluations[0].context.error.status")).isEqualTo(400);
    assertThat((Object) answer.path("evaluations[1].context.error")).isNull();
    assertThat((Integer) answer.path("evaluations[2].context.error.status")).isEqualTo(403);
    assertThat((String) answer.path("evaluations[0].context.error.message")).contains("subject");

    body.put("options", Map.of("evaluations_semantic", "deny_on_first_deny"));
    assertThat((List<Boolean>) annotator.sends(body).post(EVALUATIONS).path("evaluations.decision"))
        .containsExactly(false);
    body.put("options", Map.of("evaluations_semantic", "permit_on_first_permit"));
    assertThat((List<Boolean>) annotator.sends(body).post(EVALUATIONS).path("evaluations.decision"))
        .containsExactly(false, true);
  }

  @Test
  void evaluationsWithoutAnyIsASingleEvaluation() {
    var shared = world.shared();
    var body = question(shared.owner().id(), "view", "organization", shared.id());
    assertThat((Boolean) shared.owner().sends(body).post(EVALUATIONS).path("decision")).isTrue();
    var tooMany = new HashMap<>(body);
    tooMany.put("evaluations", java.util.Collections.nCopies(1001, Map.of()));
    assertThat(shared.owner().sends(tooMany).post(EVALUATIONS).statusCode()).isEqualTo(400);
  }

  private static Response search(World.Person asker, String what, Map<String, Object> body) {
    return asker.sends(body).post("/access/v1/search/" + what);
  }

  /** What a search finds, a single question confirms; and nobody else. */
  @Test
  void subjectsAreThoseWhoMay() {
    var acme = world.company("Searched");
    var owner = acme.owner();
    var body = new HashMap<String, Object>();
    body.put("subject", Map.of("type", "user"));
    body.put("action", Map.of("name", "view_workspaces"));
    body.put("resource", entity("organization", acme.id()));

    var found = Shapes.check(search(owner, "subject", body), 200, "AuthzenEntities");

    var ids = (List<String>) found.<List<String>>path("results.id");
    for (var actor :
        List.of(Actor.AN, Actor.RE, Actor.MA, Actor.AD, Actor.OW, Actor.NO, Actor.DI)) {
      var id = acme.as(actor).id();
      assertThat(ids.contains(Long.toString(id)))
          .as(actor.name())
          .isEqualTo(may(owner, id, "view_workspaces", "organization", acme.id()));
    }
    assertThat((String) found.path("page.next_token")).isEmpty();
    assertThat((String) found.path("results[0].properties.email")).contains("@");

    var seen = new ArrayList<String>();
    var page = new HashMap<String, Object>(Map.of("limit", 2));
    while (true) {
      body.put("page", page);
      var part = Shapes.check(search(owner, "subject", body), 200, "AuthzenEntities");
      seen.addAll(part.path("results.id"));
      String next = part.path("page.next_token");
      if (next.isEmpty()) {
        break;
      }
      page.put("token", next);
    }
    assertThat(seen).isEqualTo(ids);

    assertThat(search(acme.as(Actor.MA), "subject", body).statusCode()).isEqualTo(403);
    body.put("action", Map.of("name", "manage"));
    assertThat(search(owner, "subject", body).statusCode()).as("another search").isEqualTo(400);
    body.put("page", Map.of("token", "nonsense"));
    assertThat(search(owner, "subject", body).statusCode()).isEqualTo(400);
    body.put("page", Map.of("limit", -1));
    assertThat(search(owner, "subject", body).statusCode()).isEqualTo(400);
    body.remove("page");
    body.put("resource", entity("workspace", 987_654_321));
    assertThat((List<?>) search(owner, "subject", body).path("results")).isEmpty();
    body.put("subject", Map.of("type", "robot"));
    assertThat((List<?>) search(owner, "subject", body).path("results")).isEmpty();
  }

  @Test
  void resourcesAreThoseToWhichSomebodyMay() {
    var acme = world.company("Searched Places");
    var owner = acme.owner();
    var annotator = acme.as(Actor.AN);
    Number first =
        owner
            .sends(Map.of("title", "First", "is_published", true))
            .post("/api/projects/")
            .path("id");
    owner.sends(Map.of("title", "Second", "is_published", true)).post("/api/projects/");
    owner
        .sends(Map.of("user", annotator.id()))
        .post("/api/projects/" + first + "/members/")
        .then()
        .statusCode(201);
    var body = new HashMap<String, Object>();
    body.put("subject", entity("user", annotator.email()));
    body.put("action", Map.of("name", "view"));
    body.put("resource", Map.of("type", "project"));

    for (var asker : List.of(owner, annotator)) {
      assertThat(
              (List<String>)
                  Shapes.check(search(asker, "resource", body), 200, "AuthzenEntities")
                      .path("results.id"))
          .containsExactly(first.toString());
    }
    assertThat(search(acme.as(Actor.RE), "resource", body).statusCode()).isEqualTo(403);
    body.put("subject", entity("user", owner.id()));
    assertThat((List<?>) search(owner, "resource", body).path("results")).hasSize(2);
    body.put("resource", Map.of("type", "organization"));
    assertThat((List<String>) search(owner, "resource", body).path("results.id"))
        .containsExactly(Long.toString(acme.id()));
    body.put("resource", Map.of("type", "membership"));
    assertThat((List<?>) search(owner, "resource", body).path("results")).hasSize(7);
    body.put("resource", Map.of("type", "workspace"));
    assertThat((List<?>) search(owner, "resource", body).path("results")).isEmpty();
    body.put("resource", Map.of("type", "planet"));
    assertThat((List<?>) search(owner, "resource", body).path("results")).isEmpty();
    body.put("subject", entity("user", "nobody@example.com"));
    assertThat((List<?>) search(owner, "resource", body).path("results")).isEmpty();
  }

  @Test
  void actionsAreThoseThatSomebodyMay() {
    var shared = world.shared();
    var annotator = shared.as(Actor.AN);
    var body = new HashMap<String, Object>();
    body.put("subject", entity("user", annotator.id()));
    body.put("resource", entity("organization", shared.id()));
    for (var asker : List.of(annotator, shared.owner())) {
      var found = Shapes.check(search(asker, "action", body), 200, "AuthzenActions");
      assertThat((List<String>) found.path("results.name"))
          .contains("view", "view_projects", "create_api_tokens")
          .doesNotContain("manage", "edit_plugins")
          .allSatisfy(
              name ->
                  assertThat(may(asker, annotator.id(), name, "organization", shared.id()))
                      .isTrue());
      assertThat((String) found.path("page.next_token")).isEmpty();
    }
    assertThat(search(shared.as(Actor.RE), "action", body).statusCode()).isEqualTo(403);
    body.put("resource", entity("project", 987_654_321));
    assertThat((List<?>) search(shared.owner(), "action", body).path("results")).isEmpty();
  }

  @Test
  void metadataNamesTheEndpoints() {
    var answer = given().get("/.well-known/authzen-configuration");
    assertThat(answer.statusCode()).isEqualTo(200);
    var here = answer.<String>path("policy_decision_point");
    assertThat((Map<String, String>) answer.path("$"))
        .containsEntry("access_evaluation_endpoint", here + EVALUATION)
        .containsEntry("access_evaluations_endpoint", here + EVALUATIONS)
        .containsEntry("search_subject_endpoint", here + "/access/v1/search/subject")
        .containsEntry("search_resource_endpoint", here + "/access/v1/search/resource")
        .containsEntry("search_action_endpoint", here + "/access/v1/search/action");
    assertThat(answer.header("Cache-Control")).contains("max-age=3600");
    assertThat(given().get("/access/v1/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void whoWorksNowhereAsksNothing() {
    var acme = world.company("Asks Nothing");
    var body = question(acme.as(Actor.DI).id(), "view", "organization", acme.id());
    assertThat(acme.as(Actor.DI).sends(body).post(EVALUATION).statusCode()).isEqualTo(403);
    world.member(acme, "Somebody", Role.ANNOTATOR);
  }
}
