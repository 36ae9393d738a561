package io.rollcall.server.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.server.api.World.Company;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Who may do what, over HTTP: every operation of the published document, asked as everybody there
 * can be. An operation without a line here fails the test, and so does a line without an operation.
 */
@ApiTest
class PermissionMatrixTest {
  /** Expected status by {@link Actor}, in the order of its constants. */
  private static final String TABLE =
      """
      operation                                                   anon  AN   RE   MA   AD   OW   NO   DI   KEY
      POST   /api/auth/signup                                     201  201  201  201  201  201  201  201  201
      POST   /api/auth/login                                      200  200  200  200  200  200  200  200  200
      POST   /api/auth/discover                                   200  200  200  200  200  200  200  200  200
      POST   /api/auth/logout                                     401  204  204  204  204  204  204  204  204
      POST   /api/auth/password/change                            401  204  204  204  204  204  204  204  403
      POST   /api/auth/erase                                      401  204  204  204  204  400  204  204  403
      POST   /api/auth/password/forgot                            204  204  204  204  204  204  204  204  204
      POST   /api/auth/password/reset                             400  400  400  400  400  400  400  400  400
      POST   /api/auth/email/send-verification                    401  204  204  204  204  204  204  204  204
      POST   /api/auth/email/verify                               400  400  400  400  400  400  400  400  400
      POST   /api/auth/email/change                               401  204  204  204  204  204  204  204  403
      GET    /api/auth/sessions/                                  401  200  200  200  200  200  200  200  200
      DELETE /api/auth/sessions/                                  401  204  204  204  204  204  204  204  204
      DELETE /api/auth/sessions/{id}/                             401  204  204  204  204  204  204  204  404
      GET    /api/session-policy/                                 401  403  403  403  403  200  403  404  200
      PATCH  /api/session-policy/                                 401  403  403  403  403  200  403  404  200
      GET    /api/current-user/whoami                             401  200  200  200  200  200  200  200  200
      GET    /api/current-user                                    401  200  200  200  200  200  200  200  200
      PATCH  /api/current-user                                    401  200  200  200  200  200  200  200  200
      GET    /api/current-user/token                              401  200  200  200  200  200  403  404  200
      POST   /api/current-user/reset-token/                       401  201  201  201  201  201  403  404  201
      GET    /api/current-user/hotkeys/                           401  200  200  200  200  200  200  200  200
      PATCH  /api/current-user/hotkeys/                           401  200  200  200  200  200  200  200  200
      GET    /api/users/                                          401  403  403  403  200  200  403  404  200
      POST   /api/users/                                          401  403  403  403  201  201  403  404  201
      GET    /api/users/{id}/                                     401  403  403  403  200  200  403  404  200
      PATCH  /api/users/{id}/                                     401  403  403  403  200  200  403  404  200
      DELETE /api/users/{id}/                                     401  403  403  403  204  204  403  404  204
      GET    /api/token/                                          401  200  200  200  200  200  403  404  200
      POST   /api/token/                                          401  201  201  201  201  201  403  404  201
      POST   /api/token/refresh/                                  200  200  200  200  200  200  200  200  200
      POST   /api/token/rotate/                                   401  400  400  400  400  200  403  404  200
      POST   /api/token/blacklist/                                401  404  404  404  404  204  403  404  204
      GET    /api/jwt/settings                                    401  403  403  403  403  200  403  404  200
      POST   /api/jwt/settings                                    401  403  403  403  403  201  403  404  201
      GET    /api/organizations/                                  401  200  200  200  200  200  200  200  200
      POST   /api/organizations/                                  401  201  201  201  201  201  201  201  403
      GET    /api/organizations/{id}                              401  200  200  200  200  200  403  403  200
      PATCH  /api/organizations/{id}                              401  403  403  403  403  200  403  403  200
      DELETE /api/organizations/{id}                              401  403  403  403  403  400  403  403  400
      PATCH  /api/organizations/{id}/set-default-role             401  403  403  403  403  200  403  403  200
      POST   /api/organizations/{id}/transfer-ownership           401  403  403  403  403  405  403  403  405
      POST   /api/organizations/{id}/leave                        401  204  204  204  204  400  204  403  400
      GET    /api/organizations/{id}/memberships                  401  403  403  403  200  200  403  403  200
      GET    /api/organizations/{id}/memberships/export           401  403  403  403  200  200  403  403  200
      PATCH  /api/organizations/{id}/memberships                  401  403  403  403  200  200  403  403  200
      GET    /api/organizations/{id}/memberships/{user_pk}/       401  403  403  403  200  200  403  403  200
      DELETE /api/organizations/{id}/memberships/{user_pk}/       401  403  403  403  204  204  403  403  204
      GET    /api/organizations/{id}/memberships/{user_pk}/explanation
                                                                  401  403  403  403  200  200  403  403  200
      GET    /api/invite                                          401  403  403  403  200  200  403  404  200
      POST   /api/invite/reset-token                              401  403  403  403  201  201  403  404  201
      POST   /api/invite/send-email                               401  403  403  403  200  200  403  404  200
      POST   /api/invite/revoke                                   401  403  403  403  200  200  403  404  200
      GET    /api/invite/pending                                  401  403  403  403  200  200  403  404  200
      POST   /api/invite/{id}/resend                              401  403  403  403  200  200  403  404  200
      POST   /api/invite/accept                                   401  400  400  400  400  400  400  400  403
      GET    /api/organizations/{id}/member-tags                  401  403  403  403  200  200  403  403  200
      POST   /api/organizations/{id}/member-tags                  401  403  403  403  201  201  403  403  201
      POST   /api/organizations/{id}/member-tags/bulk             401  403  403  403  201  201  403  403  201
      DELETE /api/organizations/{id}/member-tags/bulk             401  403  403  403  200  200  403  403  200
      POST   /api/organizations/{id}/member-tags/assignments      401  403  403  403  200  200  403  403  200
      POST   /api/organizations/{id}/member-tags/imports          401  403  403  403  201  201  403  403  201
      GET    /api/organizations/{id}/member-tags/imports/{import_pk}
                                                                  401  403  403  403  200  200  403  403  200
      GET    /api/organizations/{id}/member-tags/{tag_pk}         401  403  403  403  200  200  403  403  200
      PATCH  /api/organizations/{id}/member-tags/{tag_pk}         401  403  403  403  200  200  403  403  200
      DELETE /api/organizations/{id}/member-tags/{tag_pk}         401  403  403  403  204  204  403  403  204
      GET    /api/organizations/{id}/permissions                  401  403  403  403  403  200  403  403  200
      POST   /api/organizations/{id}/permissions                  401  403  403  403  403  200  403  403  200
      GET    /api/organizations/{id}/permissions/options          401  403  403  403  403  200  403  403  200
      GET    /api/organizations/{id}/permissions/{permission_key} 401  403  403  403  403  200  403  403  200
      PUT    /api/organizations/{id}/permissions/{permission_key} 401  403  403  403  403  200  403  403  200
      PATCH  /api/organizations/{id}/permissions/{permission_key} 401  403  403  403  403  200  403  403  200
      DELETE /api/organizations/{id}/permissions/{permission_key} 401  403  403  403  403  204  403  403  204
      GET    /api/workspaces/                                     401  403  403  200  200  200  403  404  200
      POST   /api/workspaces/                                     401  403  403  201  201  201  403  404  201
      GET    /api/workspaces/{id}/                                401  403  403  200  200  200  403  404  200
      PATCH  /api/workspaces/{id}/                                401  403  403  403  200  200  403  404  200
      DELETE /api/workspaces/{id}/                                401  403  403  403  204  204  403  404  204
      GET    /api/workspaces/{id}/memberships/                    401  403  403  200  200  200  403  404  200
      POST   /api/workspaces/{id}/memberships/                    401  403  403  403  200  200  403  404  200
      DELETE /api/workspaces/{id}/memberships/                    401  403  403  403  204  204  403  404  204
      POST   /api/workspaces/{id}/memberships/bulk/               401  403  403  403  200  200  403  404  200
      DELETE /api/workspaces/{id}/memberships/bulk/               401  403  403  403  200  200  403  404  200
      GET    /api/workspaces/{id}/memberships/paginated/          401  403  403  200  200  200  403  404  200
      GET    /api/workspaces/{id}/projects/                       401  403  403  200  200  200  403  404  200
      POST   /api/workspaces/{id}/projects/                       401  403  403  403  201  201  403  404  201
      DELETE /api/workspaces/{id}/projects/                       401  403  403  403  404  404  403  404  404
      GET    /api/projects/                                       401  200  200  200  200  200  403  404  200
      POST   /api/projects/                                       401  403  403  201  201  201  403  404  201
      GET    /api/projects/counts/                                401  200  200  200  200  200  403  404  200
      GET    /api/projects/{id}/                                  401  200  200  200  200  200  403  404  200
      PATCH  /api/projects/{id}/                                  401  403  403  200  200  200  403  404  200
      GET    /api/projects/roles/                                 401  200  200  200  200  200  403  404  200
      POST   /api/projects/roles/                                 401  403  403  201  201  201  403  404  201
      DELETE /api/projects/roles/{id}/                            401  403  403  204  204  204  403  404  204
      GET    /api/projects/{id}/roles                             401  403  403  200  200  200  403  404  200
      GET    /api/projects/{id}/members/                          401  403  403  200  200  200  403  404  200
      POST   /api/projects/{id}/members/                          401  403  403  201  201  201  403  404  201
      DELETE /api/projects/{id}/members/                          401  403  403  204  204  204  403  404  204
      POST   /api/projects/{id}/members/bulk/                     401  403  403  200  200  200  403  404  200
      DELETE /api/projects/{id}/members/bulk/                     401  403  403  200  200  200  403  404  200
      GET    /api/projects/{id}/members/export/                   401  403  403  200  200  200  403  404  200
      GET    /api/projects/{id}/members/paginated/                401  403  403  200  200  200  403  404  200
      DELETE /api/projects/{id}/                                  401  404  404  404  204  204  403  404  204
      GET    /api/ldap/directories/                               401  403  403  403  403  200  403  404  200
      POST   /api/ldap/directories/                               401  403  403  403  403  201  403  404  201
      GET    /api/ldap/directories/{id}/                          401  403  403  403  403  200  403  404  200
      PATCH  /api/ldap/directories/{id}/                          401  403  403  403  403  200  403  404  200
      DELETE /api/ldap/directories/{id}/                          401  403  403  403  403  202  403  404  202
      POST   /api/ldap/directories/{id}/test/                     401  403  403  403  403  200  403  404  200
      GET    /api/ldap/directories/{id}/groups/                   401  403  403  403  403  503  403  404  503
      GET    /api/ldap/directories/{id}/syncs/                    401  403  403  403  403  200  403  404  200
      POST   /api/ldap/directories/{id}/syncs/                    401  403  403  403  403  202  403  404  202
      GET    /api/ldap/syncs/{id}/                                401  403  403  403  403  200  403  404  200
      GET    /api/ldap/syncs/{id}/changes/                        401  403  403  403  403  200  403  404  200
      GET    /api/ldap/syncs/{id}/problems/                       401  403  403  403  403  200  403  404  200
      POST   /api/ldap/syncs/{id}/approve/                        401  403  403  403  403  400  403  404  400
      POST   /api/ldap/syncs/{id}/discard/                        401  403  403  403  403  400  403  404  400
      GET    /api/saml/settings                                   401  403  403  403  403  200  403  404  200
      POST   /api/saml/settings                                   401  403  403  403  403  201  403  404  201
      POST   /api/saml/settings/validate-domain                   401  403  403  403  403  200  403  404  200
      POST   /api/saml/settings/validate-metadata-url             401  403  403  403  403  200  403  404  200
      DELETE /api/saml/settings                                   401  403  403  403  403  204  403  404  204
      GET    /api/scim/settings                                   401  403  403  403  403  200  403  404  200
      POST   /api/scim/settings                                   401  403  403  403  403  201  403  404  201
      GET    /api/fsm/organizations/{org_id}/settings-history/    401  403  403  403  403  200  403  403  200
      GET    /api/billing/info                                    401  403  403  403  200  200  403  404  200
      GET    /api/activity-logs/                                  401  403  403  403  200  200  403  404  200
      GET    /api/activity-logs/export/                           401  403  403  403  200  200  403  404  200
      GET    /api/organizations/{id}/seat-report                  401  403  403  403  200  200  403  403  200
      GET    /api/fsm/organizations/{org_id}/membership-history/
                                                                  401  403  403  403  200  200  403  403  200
      GET    /api/fsm/organizations/{org_id}/idp-assignments-history/
                                                                  401  403  403  403  200  200  403  403  200
      GET    /api/fsm/workspaces/{workspace_id}/membership-history/
                                                                  401  403  403  403  200  200  403  404  200
      POST   /access/v1/evaluation                                401  200  403  403  200  200  403  403  200
      POST   /access/v1/evaluations                               401  200  403  403  200  200  403  403  200
      POST   /access/v1/search/subject                            401  403  403  403  200  200  403  403  200
      POST   /access/v1/search/resource                           401  200  403  403  200  200  403  403  200
      POST   /access/v1/search/action                             401  200  403  403  200  200  403  403  200
      GET    /.well-known/authzen-configuration                   200  200  200  200  200  200  200  200  200
      GET    /api/version/                                        200  200  200  200  200  200  200  200  200
      """;

  private static final Map<String, Object> OVERRIDE =
      Map.of("permission", "use_ai_assistant", "roles", List.of("AD", "MA"));

  private static final String DIRECTORY_PASSWORD = "the reader's own secret";

  @Inject World world;

  /** What ends sessions or memberships that later lines need. */
  private static final Set<String> USES_UP_THE_PERSON =
      Set.of(
          "DELETE /api/auth/sessions/",
          "POST /api/auth/erase",
          "POST /api/auth/password/change",
          "POST /api/organizations/{id}/leave");

  private record Operation(String method, String path) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** What an organization has that a path may name. */
  private record Belongings(
      Company company,
      long workspace,
      long project,
      long spareProject,
      long directory,
      long run,
      long session,
      long invitation,
      long tag,
      long tagImport) {}

  @Test
  void tableAndDocumentHaveTheSameOperations() {
    assertThat(table().keySet().stream().map(Operation::toString).sorted().toList())
        .isEqualTo(new ArrayList<>(documented()));
  }

  @Test
  void everyRoleMayExactlyWhatTheTableSays() {
    var acme = belongings("Acme");
    var wrong = new ArrayList<String>();
    table()
        .forEach(
            (operation, expected) -> {
              for (var actor : Actor.values()) {
                int status =
                    send(operation, actor, acme, ownPath(operation, actor, acme)).statusCode();
                if (status != expected.get(actor.ordinal())) {
                  wrong.add(
                      "%s as %s: %d, not %d"
                          .formatted(operation, actor, status, expected.get(actor.ordinal())));
                }
              }
            });
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatBelongsToAnotherOrganizationIsNotThereForAnybody() {
    var acme = belongings("Acme Insiders");
    var beta = belongings("Beta Outsiders");
    var wrong = new ArrayList<String>();
    for (var operation : table().keySet()) {
      if (operation.path().contains("{")) {
        for (var path : foreignPaths(operation, acme, beta)) {
          for (var actor : Actor.values()) {
            var answer = send(operation, actor, acme, path);
            int expected = actor == Actor.ANONYMOUS ? 401 : 404;
            if (answer.statusCode() != expected || answer.asString().contains("Beta")) {
              wrong.add(
                  "%s as %s at %s: %d %s"
                      .formatted(operation, actor, path, answer.statusCode(), answer.asString()));
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Whatever is asked about it, and whoever asks. */
  @Test
  void deletedOrganizationIsNotThereForAnybody() {
    var gone = belongings("Gone");
    var keys = new java.util.EnumMap<Actor, String>(Actor.class);
    for (var actor : List.of(Actor.AN, Actor.AD, Actor.OW)) {
      keys.put(
          actor,
          "Token " + gone.company().as(actor).asks().get("/api/current-user/token").path("detail"));
    }
    gone.company()
        .owner()
        .sends(Map.of("title", gone.company().title()))
        .delete(gone.company().path())
        .then()
        .statusCode(204);
    var wrong = new ArrayList<String>();
    for (var operation : table().keySet()) {
      if (operation.path().contains("{") && !operation.path().startsWith("/api/auth/")) {
        var path = path(operation, gone, gone.company().as(Actor.AN).id());
        for (var actor : Actor.values()) {
          if (actor != Actor.KEY && actor != Actor.ANONYMOUS) {
            var request = gone.company().as(actor).asks();
            var body = body(operation, gone);
            if (body != null) {
              request.contentType(ContentType.JSON).body(body);
            }
            if (operation.path().endsWith("/imports")) {
              withFile(request);
            }
            int status = request.request(operation.method(), path).statusCode();
            boolean oneself = path.equals("/api/users/" + gone.company().as(actor).id() + "/");
            if (status != 404 && !oneself) {
              wrong.add("%s as %s: %d".formatted(operation, actor, status));
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    keys.forEach(
        (actor, key) ->
            assertThat(given().header("Authorization", key).get("/api/organizations/").statusCode())
                .as("key of " + actor)
                .isEqualTo(401));
    for (var actor : List.of(Actor.AN, Actor.OW)) {
      var who = gone.company().as(actor).asks().get("/api/current-user/whoami").then();
      who.statusCode(200)
          .body("active_organization", org.hamcrest.Matchers.nullValue())
          .body("org_membership", org.hamcrest.Matchers.empty())
          .body("permissions", org.hamcrest.Matchers.empty());
      assertThat(gone.company().as(actor).asks().get("/api/organizations/").jsonPath().getList(""))
          .isEmpty();
    }
    gone.company()
        .owner()
        .sends(Map.of("title", "A new beginning"))
        .post("/api/organizations/")
        .then()
        .statusCode(201);
  }

  /** Belonging to both makes no difference: what a request opens, its credential says. */
  @Test
  void credentialOfOneOrganizationOpensNothingOfAnotherThatThePersonOwns() {
    var acme = belongings("Acme Of Two");
    var beta = belongings("Beta Of Two");
    var owner = acme.company().owner();
    world.join(
        new OrganizationId(beta.company().id()),
        new UserId(beta.company().owner().id()),
        new UserId(owner.id()),
        Role.MANAGER);
    beta.company()
        .owner()
        .sends(Map.of("user_id", owner.id()))
        .post(beta.company().path() + "/transfer-ownership")
        .then()
        .statusCode(200);
    var wrong = new ArrayList<String>();
    for (var operation : table().keySet()) {
      if (operation.path().contains("{")) {
        var path = path(operation, beta);
        expectNothing(operation, Actor.KEY, acme, path, wrong);
        if (!path.contains("/organizations/")) {
          expectNothing(operation, Actor.OW, acme, path, wrong);
        }
      }
    }
    assertThat(wrong).isEmpty();

    owner
        .sends(Map.of("active_organization", beta.company().id()))
        .patch("/api/current-user")
        .then()
        .statusCode(200);
    for (var path :
        List.of("/api/workspaces/" + beta.workspace(), "/api/ldap/syncs/" + beta.run() + "/")) {
      assertThat(owner.asks().get(path).statusCode())
          .as("theirs after all: " + path)
          .isEqualTo(200);
    }
  }

  private void expectNothing(
      Operation operation, Actor actor, Belongings own, String path, List<String> wrong) {
    int status = send(operation, actor, own, path).statusCode();
    if (status != 404) {
      wrong.add("%s as %s at %s: %d".formatted(operation, actor, path, status));
    }
  }

  /** Nor in anything nested in it. */
  @Test
  void nothingThatCanBeReadHoldsAKeyAPasswordOrASession() {
    var acme = belongings("Acme Secrets");
    var secrets = new ArrayList<>(List.of(DIRECTORY_PASSWORD, World.PASSWORD, "argon2"));
    for (var actor : List.of(Actor.OW, Actor.AD, Actor.MA, Actor.AN)) {
      var person = acme.company().as(actor);
      secrets.add(person.session());
      secrets.add(person.asks().get("/api/current-user/token").path("detail"));
    }
    assertThat(secrets).doesNotContainNull();
    var wrong = new ArrayList<String>();
    for (var operation : table().keySet()) {
      if (operation.method().equals("GET") && !operation.path().endsWith("/token")) {
        for (var actor : Actor.values()) {
          var answer = send(operation, actor, acme, path(operation, acme)).asString();
          secrets.stream()
              .filter(answer::contains)
              .forEach(secret -> wrong.add(operation + " as " + actor + " tells " + secret));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<String> foreignPaths(Operation operation, Belongings own, Belongings other) {
    long stranger = other.company().as(Actor.AN).id();
    var paths = new ArrayList<String>();
    paths.add(path(operation, other));
    if (operation.path().contains("{user_pk}")) {
      paths.add(path(operation, own, stranger));
    }
    if (operation.path().contains("{tag_pk}")) {
      paths.add(path(operation, own, other.tag()));
    }
    if (operation.path().contains("{import_pk}")) {
      paths.add(path(operation, own, other.tagImport()));
    }
    return paths;
  }

  private Belongings belongings(String title) {
    var company = world.company(title);
    var owner = company.owner();
    long workspace = workspace(company);
    long directory = directory(company);
    long run =
        id(
            owner
                .sends(Map.of("dry_run", true))
                .post("/api/ldap/directories/%d/syncs/".formatted(directory)));
    return new Belongings(
        company,
        workspace,
        project(company, joined(company)),
        project(company, null),
        directory,
        run,
        session(owner.session()),
        invitation(company),
        memberTag(company),
        tagImport(company));
  }

  private static long invitation(Company company) {
    invite(company);
    Number id = company.owner().asks().get("/api/invite/pending").path("results[0].id");
    return id.longValue();
  }

  /** The address that was invited. */
  private static String invite(Company company) {
    var email = World.email("invited");
    var sent =
        company.owner().sends(Map.of("emails", List.of(email))).post("/api/invite/send-email");
    assertThat(sent.statusCode()).as(sent.asString()).isEqualTo(200);
    return email;
  }

  private static long workspace(Company company) {
    return id(
        company
            .owner()
            .sends(Map.of("title", company.title() + " workspace"))
            .post("/api/workspaces/"));
  }

  private static long override(Company company) {
    return id(company.owner().sends(OVERRIDE).post(company.path() + "/permissions"));
  }

  private static long memberTag(Company company) {
    return id(
        company
            .owner()
            .sends(Map.of("label", World.email("tag")))
            .post(company.path() + "/member-tags"));
  }

  private static long tagImport(Company company) {
    Number id =
        withFile(company.owner().asks())
            .post(company.path() + "/member-tags/imports")
            .path("import");
    return id.longValue();
  }

  private static RequestSpecification withFile(RequestSpecification request) {
    return request.multiPart("file", "tags.csv", "email,tags\n".getBytes(UTF_8), "text/csv");
  }

  /** A workspace that everybody of lower roles is in. */
  private static long joined(Company company) {
    long workspace = workspace(company);
    var people =
        List.of(Actor.AN, Actor.RE, Actor.MA).stream().map(a -> company.as(a).id()).toList();
    company
        .owner()
        .sends(Map.of("all", false, "included", people))
        .post("/api/workspaces/%d/memberships/bulk/".formatted(workspace))
        .then()
        .statusCode(200);
    return workspace;
  }

  private static long project(Company company, @Nullable Long workspace) {
    var body = new HashMap<String, Object>();
    body.put("title", "A project");
    body.put("workspace", workspace);
    body.put("is_published", true);
    return id(company.owner().sends(body).post("/api/projects/"));
  }

  /** A role that nobody of the matrix works with. */
  private static long projectRole(Belongings own) {
    return id(
        own.company()
            .owner()
            .sends(projectRole(own.company(), own.project()))
            .post("/api/projects/roles/"));
  }

  private static Map<String, Object> projectRole(Company company, long project) {
    return Map.of("project", project, "user", company.as(Actor.NO).id(), "role", "AN");
  }

  private static long directory(Company company) {
    return id(
        company
            .owner()
            .sends(directoryBody(company.title() + " directory"))
            .post("/api/ldap/directories/"));
  }

  private static long id(Response created) {
    Number id = created.path("id");
    assertThat(id).as(created.asString()).isNotNull();
    return id.longValue();
  }

  private static Map<String, Object> directoryBody(String title) {
    return Map.of(
        "title",
        title,
        "urls",
        List.of("ldap://127.0.0.1:1"),
        "security",
        "none",
        "bind_dn",
        "cn=reader",
        "bind_password",
        DIRECTORY_PASSWORD,
        "users",
        Map.of("bases", List.of("ou=people,dc=example,dc=com")),
        "groups",
        Map.of("bases", List.of("ou=groups,dc=example,dc=com")));
  }

  private static long session(String cookie) {
    Number id =
        given()
            .cookie("rollcall_session", cookie)
            .get("/api/auth/sessions/")
            .path("find { it.current }.id");
    return id.longValue();
  }

  /** Something of the actor's own organization; a session of the actor's own. */
  private String ownPath(Operation operation, Actor actor, Belongings own) {
    boolean ends = operation.toString().equals("DELETE /api/auth/sessions/{id}/");
    return ends && actor.role() != null && actor != Actor.KEY
        ? "/api/auth/sessions/%d/"
            .formatted(session(World.session(own.company().as(actor).email())))
        : path(operation, own, fresh(operation, own));
  }

  /** The id for the last placeholder: something new where the operation uses it up. */
  private long fresh(Operation operation, Belongings own) {
    return switch (operation.toString()) {
      case "DELETE /api/organizations/{id}/memberships/{user_pk}/" ->
          world.member(own.company(), "Leaver", Role.ANNOTATOR);
      case "DELETE /api/organizations/{id}/permissions/{permission_key}" -> override(own.company());
      case "DELETE /api/organizations/{id}/member-tags/{tag_pk}" -> memberTag(own.company());
      case "DELETE /api/workspaces/{id}/" -> workspace(own.company());
      case "DELETE /api/projects/{id}/" -> project(own.company(), null);
      case "DELETE /api/projects/roles/{id}/" -> projectRole(own);
      case "DELETE /api/ldap/directories/{id}/", "POST /api/ldap/directories/{id}/syncs/" ->
          directory(own.company());
      case "GET /api/users/{id}/", "PATCH /api/users/{id}/", "DELETE /api/users/{id}/" ->
          id(
              own.company()
                  .owner()
                  .sends(Map.of("email", World.email("colleague")))
                  .post("/api/users/"));
      default -> operation.path().contains("{user_pk}") ? own.company().as(Actor.AN).id() : 0;
    };
  }

  /** Something that is there, of the annotator where it is about a person. */
  private static String path(Operation operation, Belongings belongings) {
    boolean person = operation.path().contains("{user_pk}");
    return path(operation, belongings, person ? belongings.company().as(Actor.AN).id() : 0);
  }

  private static String path(Operation operation, Belongings belongings, long last) {
    var path = operation.path();
    if (path.startsWith("/api/organizations/")) {
      return path.replace("{id}", String.valueOf(belongings.company().id()))
          .replace("{tag_pk}", String.valueOf(last == 0 ? belongings.tag() : last))
          .replace("{import_pk}", String.valueOf(last == 0 ? belongings.tagImport() : last))
          .replace(
              "/member-tags/bulk",
              operation.method().equals("DELETE")
                  ? "/member-tags/bulk?ids=4711"
                  : "/member-tags/bulk")
          .replace("{permission_key}", "use_ai_assistant")
          .replace("{user_pk}", String.valueOf(last));
    }
    if (path.startsWith("/api/fsm/")) {
      return path.replace("{org_id}", String.valueOf(belongings.company().id()))
          .replace("{workspace_id}", String.valueOf(belongings.workspace()));
    }
    if (path.startsWith("/api/users/")) {
      return path.replace("{id}", String.valueOf(last));
    }
    if (path.startsWith("/api/auth/sessions/")) {
      return path.replace("{id}", String.valueOf(belongings.session()));
    }
    if (path.startsWith("/api/invite/")) {
      return path.replace("{id}", String.valueOf(belongings.invitation()));
    }
    if (path.startsWith("/api/workspaces/")) {
      var there = path.replace("{id}", String.valueOf(last == 0 ? belongings.workspace() : last));
      return operation.method().equals("DELETE")
          ? there
              + "?all=true&project=%d&user_id=%d"
                  .formatted(belongings.project(), belongings.company().as(Actor.AN).id())
          : there;
    }
    if (operation.toString().equals("DELETE /api/projects/roles/{id}/")) {
      return path.replace("{id}", String.valueOf(last == 0 ? projectRole(belongings) : last));
    }
    if (path.startsWith("/api/projects/{id}/members") && operation.method().equals("DELETE")) {
      return path.replace("{id}", String.valueOf(belongings.project()))
          + "?included=4711&user=%d".formatted(belongings.company().as(Actor.NO).id());
    }
    if (path.startsWith("/api/projects/")) {
      return path.replace("{id}", String.valueOf(last == 0 ? belongings.project() : last));
    }
    if (path.startsWith("/api/ldap/syncs/")) {
      return path.replace("{id}", String.valueOf(belongings.run()));
    }
    boolean fresh = last != 0 && path.startsWith("/api/ldap/");
    return path.replace("{id}", String.valueOf(fresh ? last : belongings.directory()));
  }

  private Response send(Operation operation, Actor actor, Belongings own, String path) {
    var request =
        usesUp(operation, actor)
            ? expendable(actor, own.company())
            : as(actor, operation, own.company());
    var body = body(operation, own);
    if (body != null) {
      request.contentType(ContentType.JSON).body(body);
    }
    if (operation.path().endsWith("/imports")) {
      withFile(request);
    }
    return request.request(operation.method(), path);
  }

  private static boolean usesUp(Operation operation, Actor actor) {
    boolean stays = actor.role() == null || actor.role() == Role.OWNER;
    return USES_UP_THE_PERSON.contains(operation.toString())
        && !(stays && operation.path().endsWith("/leave"))
        && actor.role() != null;
  }

  /** Asks as somebody of that role whose session nobody will miss. */
  private RequestSpecification expendable(Actor actor, Company company) {
    return switch (actor) {
      case KEY -> given().header("Authorization", "Token " + key(company));
      case OW -> world.small("Expendable").owner().asks();
      default ->
          world
              .signIn(
                  world.member(
                      new OrganizationId(company.id()),
                      new UserId(company.owner().id()),
                      "Expendable",
                      actor.role()))
              .asks();
    };
  }

  private static RequestSpecification as(Actor actor, Operation operation, Company company) {
    return switch (actor) {
      case ANONYMOUS -> given();
      case KEY -> given().header("Authorization", "Token " + key(company));
      default ->
          operation.path().endsWith("/logout")
              ? given().cookie("rollcall_session", World.session(company.as(actor).email()))
              : company.as(actor).asks();
    };
  }

  private static String key(Company company) {
    return company.owner().asks().get("/api/current-user/token").path("detail");
  }

  private static Object body(Operation operation, Belongings own) {
    var company = own.company();
    return switch (operation.toString()) {
      case "POST /api/auth/signup" ->
          Map.of("email", World.email("new"), "password", World.PASSWORD);
      case "POST /api/auth/password/change" ->
          Map.of("old_password", World.PASSWORD, "password", World.PASSWORD);
      case "POST /api/auth/erase" -> Map.of("password", World.PASSWORD);
      case "POST /api/auth/password/forgot" -> Map.of("email", World.email("forgetful"));
      case "POST /api/auth/password/reset" -> Map.of("token", "none", "password", World.PASSWORD);
      case "POST /api/auth/email/verify" -> Map.of("token", "none");
      case "POST /api/auth/email/change" ->
          Map.of("email", World.email("other"), "password", World.PASSWORD);
      case "POST /api/auth/discover" -> Map.of("email", World.email("discovered"));
      case "POST /api/auth/login" ->
          Map.of("email", company.owner().email(), "password", World.PASSWORD);
      case "PATCH /api/session-policy/" -> Map.of("max_session_age", 20_000);
      case "POST /api/token/refresh/", "POST /api/token/rotate/", "POST /api/token/blacklist/" ->
          Map.of(
              "refresh",
              (String) company.owner().sends(Map.of()).post("/api/token/").path("token"));
      case "POST /api/token/" -> Map.of("scope", "read");
      case "POST /api/jwt/settings" -> Map.of("api_token_ttl_days", 30);
      case "PATCH /api/current-user/hotkeys/" -> Map.of("custom_hotkeys", Map.of());
      case "POST /api/users/" -> Map.of("email", World.email("added"));
      case "PATCH /api/users/{id}/" -> Map.of("first_name", "Ada");
      case "PATCH /api/current-user" -> Map.of("phone", "123");
      case "POST /api/organizations/" -> Map.of("title", "Another");
      case "PATCH /api/organizations/{id}" -> Map.of("title", company.title());
      // With another title nothing is deleted, so that later lines have something to ask for.
      case "DELETE /api/organizations/{id}" -> Map.of("title", "not " + company.title());
      case "PATCH /api/organizations/{id}/set-default-role" -> Map.of("default_role", "NO");
      case "POST /api/organizations/{id}/transfer-ownership" ->
          Map.of("user_id", company.owner().id());
      case "PATCH /api/organizations/{id}/memberships" ->
          Map.of("user_id", company.as(Actor.RE).id(), "role", "RE");
      case "POST /api/invite/send-email" -> Map.of("emails", List.of(World.email("invited")));
      case "POST /api/invite/revoke" -> Map.of("email", invite(company));
      case "POST /api/invite/accept" -> Map.of("token", "unknown");
      case "POST /api/workspaces/" -> Map.of("title", "New");
      case "POST /api/organizations/{id}/permissions",
          "PUT /api/organizations/{id}/permissions/{permission_key}",
          "PATCH /api/organizations/{id}/permissions/{permission_key}" ->
          OVERRIDE;
      case "POST /api/organizations/{id}/member-tags",
          "PATCH /api/organizations/{id}/member-tags/{tag_pk}" ->
          Map.of("label", World.email("tag"));
      case "POST /api/organizations/{id}/member-tags/bulk" -> Map.of("labels", List.of("one"));
      case "POST /api/organizations/{id}/member-tags/assignments" ->
          Map.of("all", true, "tags", List.of(own.tag()));
      case "PATCH /api/workspaces/{id}/" -> Map.of("description", "Changed");
      case "POST /api/workspaces/{id}/memberships/" -> Map.of("user", company.as(Actor.RE).id());
      case "POST /api/workspaces/{id}/memberships/bulk/" ->
          Map.of("all", false, "included", List.of(company.as(Actor.RE).id()));
      case "POST /api/workspaces/{id}/projects/" -> Map.of("project", own.spareProject());
      case "POST /api/projects/" -> Map.of("title", "New");
      case "POST /api/projects/roles/" -> projectRole(company, own.project());
      case "PATCH /api/projects/{id}/" -> Map.of("description", "Changed");
      case "POST /api/projects/{id}/members/" -> Map.of("user", company.as(Actor.NO).id());
      case "POST /api/projects/{id}/members/bulk/" ->
          Map.of("all", false, "included", List.of(company.as(Actor.NO).id()));
      case "POST /api/saml/settings", "POST /api/scim/settings" ->
          Map.of("roles_groups", List.of(List.of("Manager", "managers")));
      case "POST /api/saml/settings/validate-domain" -> Map.of("domain", "example.com");
      case "POST /api/saml/settings/validate-metadata-url" ->
          Map.of("metadata_url", "https://127.0.0.1/");
      case "POST /access/v1/evaluation",
          "POST /access/v1/evaluations",
          "POST /access/v1/search/subject",
          "POST /access/v1/search/resource",
          "POST /access/v1/search/action" ->
          Map.of(
              "subject", Map.of("type", "user", "id", Long.toString(company.as(Actor.AN).id())),
              "action", Map.of("name", "view"),
              "resource", Map.of("type", "organization", "id", Long.toString(company.id())));
      case "POST /api/ldap/directories/" -> directoryBody("New");
      case "PATCH /api/ldap/directories/{id}/" -> Map.of("title", "Renamed");
      case "POST /api/ldap/directories/{id}/syncs/" -> Map.of("dry_run", true);
      default -> null;
    };
  }

  private static Map<Operation, List<Integer>> table() {
    var table = new LinkedHashMap<Operation, List<Integer>>();
    var lines = TABLE.replaceAll("(?<=\\S)\n +(?=\\d{3} )", " ").lines().skip(1).toList();
    for (var line : lines) {
      var cells = line.strip().split("\\s+");
      var statuses = new ArrayList<Integer>();
      for (int i = 2; i < cells.length; i++) {
        statuses.add(Integer.valueOf(cells[i]));
      }
      assertThat(statuses).as(line).hasSize(Actor.values().length);
      table.put(new Operation(cells[0], cells[1]), statuses);
    }
    return table;
  }

  private static TreeSet<String> documented() {
    Map<String, Map<String, Object>> paths =
        given().accept(ContentType.JSON).get("/openapi?format=json").path("paths");
    var operations = new TreeSet<String>();
    paths.forEach(
        (path, item) ->
            item.keySet().stream()
                .filter(key -> List.of("get", "post", "put", "patch", "delete").contains(key))
                .forEach(
                    method ->
                        operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
    return operations;
  }
}
