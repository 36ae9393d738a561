package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.rollcall.domain.membership.Role;
import io.rollcall.server.api.World.Company;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ApiTest
class MemberTest {
  @Inject World world;

  private static String members(Company company) {
    return company.path() + "/memberships";
  }

  private static Response list(Company company, Object... query) {
    var asks = company.owner().asks();
    for (int i = 0; i < query.length; i += 2) {
      asks.queryParam((String) query[i], query[i + 1]);
    }
    return asks.get(members(company));
  }

  private static Response change(Company company, long user, String role) {
    var body = new HashMap<String, Object>();
    body.put("user_id", user);
    body.put("role", role);
    return company.owner().sends(body).patch(members(company));
  }

  @Test
  void listHasThePublishedShape() {
    var shared = world.shared();
    var page = Shapes.check(list(shared, "page_size", 1000), 200, "MemberPage");
    assertThat((List<String>) page.path("results.role"))
        .contains("OW", "AD", "MA", "RE", "AN", "NO", "DI");
    assertThat((List<String>) page.path("results.findAll { it.role == 'OW' }.source"))
        .containsExactly("owner");
    assertThat((List<String>) page.path("results.findAll { it.role == 'AN' }.role_source"))
        .contains("manual");
    Shapes.check(shared.owner().asks().get(members(shared) + "/"), 200, "MemberPage");
  }

  @Test
  void pagesFollowEachOtherToTheEndAndBeyond() {
    var acme = world.small("Pages");
    for (int i = 0; i < 4; i++) {
      world.member(acme, "Page " + i, Role.ANNOTATOR);
    }
    var seen = new ArrayList<Integer>();
    var page = list(acme, "page_size", 2);
    while (true) {
      Shapes.check(page, 200, "MemberPage");
      assertThat((Integer) page.path("count")).isEqualTo(5);
      seen.addAll(page.path("results.user.id"));
      String next = page.path("next");
      if (next == null) {
        break;
      }
      assertThat(next).startsWith("http://localhost").contains("page_size=2");
      page =
          acme.owner().asks().urlEncodingEnabled(false).get(next.substring(next.indexOf("/api/")));
    }
    assertThat(seen).hasSize(5).doesNotHaveDuplicates();

    var third = list(acme, "page_size", 2, "page", 3);
    assertThat((List<?>) third.path("results")).hasSize(1);
    assertThat((String) third.path("previous")).contains("page=2");
    var beyond = Shapes.check(list(acme, "page_size", 2, "page", 4), 200, "MemberPage");
    assertThat((List<?>) beyond.path("results")).isEmpty();
    assertThat((Object) beyond.path("next")).isNull();
    assertThat((String) beyond.path("previous")).contains("page=3");
    var farBeyond = list(acme, "page", Integer.MAX_VALUE, "page_size", 1000);
    assertThat((List<?>) Shapes.check(farBeyond, 200, "MemberPage").path("results")).isEmpty();
  }

  /** A proxy may keep a page, and would hand out the address of whoever asked for it. */
  @Test
  void linksLeadToThisServerWhateverHostARequestNames() {
    for (var header : List.of("Host", "X-Forwarded-Host", "Forwarded")) {
      var page =
          world
              .shared()
              .owner()
              .asks()
              .header(header, header.equals("Forwarded") ? "host=evil.example" : "evil.example")
              .queryParam("page_size", 1)
              .get(members(world.shared()));
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat((String) page.path("next")).as(header).startsWith("http://localhost:");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "page,0",
    "page,-1",
    "page,x",
    "page,99999999999",
    "page_size,0",
    "page_size,1001",
    "page_size,x",
    "role,XX",
    "role,'AN,XX'",
    "source,nowhere",
    "user_type,robot",
    "tags,x",
    "is_deleted,maybe",
    "contributed_to_projects,maybe",
    "exclude_workspace_id,x",
    "exclude_project_id,-5",
    "user__last_activity__gte,yesterday",
    "ordering,user__password",
    "ordering,-nothing",
    "user__last_activity__lte,2026-13-01T00:00:00Z",
    "after,x"
  })
  void whatCannotBeAskedIsNamed(String field, String value) {
    Shapes.invalid(list(world.shared(), field, value), field);
  }

  @Test
  void everyOfferedOrderWorksBothWays() {
    for (var field :
        List.of(
            "id",
            "email",
            "name",
            "role",
            "last_activity",
            "created_at",
            "user__email",
            "user__first_name",
            "user__last_activity")) {
      Shapes.check(list(world.shared(), "ordering", field), 200, "MemberPage");
      Shapes.check(list(world.shared(), "ordering", "-" + field), 200, "MemberPage");
    }
  }

  @Test
  void commaListsFilter() {
    var shared = world.shared();
    assertThat(Set.copyOf(list(shared, "role", "AN,RE").<List<String>>path("results.role")))
        .containsExactlyInAnyOrder("AN", "RE");
    assertThat(Set.copyOf(list(shared, "source", "owner").<List<String>>path("results.role")))
        .containsExactly("OW");
    assertThat((Integer) list(shared, "user_type", "standard,flex").path("count")).isPositive();
    assertThat((Integer) list(shared, "user_type", "flex").path("count")).isZero();
    assertThat((Integer) list(shared, "tags", "1,2").path("count")).isZero();
  }

  @Test
  void searchFindsPartsOfNamesAndAddressesLiterally() {
    var acme = world.small("Search");
    world.member(acme, "needle", Role.ANNOTATOR);
    assertThat((Integer) list(acme, "search", "NEEDLE").path("count")).isEqualTo(1);
    assertThat((Integer) list(acme, "search", "%").path("count")).isZero();
    assertThat((Integer) list(acme, "search", "' or 1=1 --").path("count")).isZero();
    Shapes.invalid(list(acme, "search", "x".repeat(257)), "search");
    Shapes.invalid(
        acme.owner().asks().urlEncodingEnabled(false).get(members(acme) + "?search=%00"), "search");
  }

  @Test
  void activityFilterTakesMomentsWithAnyOffset() {
    var shared = world.shared();
    for (var moment : List.of("2001-01-01T00:00:00Z", "2001-01-01T00:00:00.123456+02:00")) {
      assertThat((Integer) list(shared, "user__last_activity__gte", moment).path("count"))
          .isPositive();
      assertThat((Integer) list(shared, "user__last_activity__lte", moment).path("count")).isZero();
    }
  }

  @Test
  void managersSeeNamesOnlyAndOnlyToFillAWorkspaceOfTheirs() {
    var shared = world.shared();
    var manager = shared.as(Actor.MA);
    Number own = manager.sends(Map.of("title", "Manager's")).post("/api/workspaces/").path("id");
    Number others =
        shared.owner().sends(Map.of("title", "Owner's")).post("/api/workspaces/").path("id");

    var names = manager.asks().queryParam("exclude_workspace_id", own).get(members(shared));
    assertThat(names.statusCode()).as(names.asString()).isEqualTo(200);
    assertThat((List<Object>) names.path("results.role")).containsOnlyNulls();
    assertThat((List<Object>) names.path("results.user.last_activity")).containsOnlyNulls();
    assertThat((List<Object>) names.path("results.user.email")).doesNotContainNull();

    Shapes.error(
        manager.asks().queryParam("exclude_workspace_id", others).get(members(shared)),
        403,
        "not-permitted");
    for (var peek :
        List.of(
            "role=AD",
            "ordering=role",
            "ordering=-last_activity",
            "ordering=created_at",
            "source=ldap",
            "is_deleted=true",
            "user__last_activity__gte=2001-01-01T00:00:00Z",
            "user__last_activity__lte=2001-01-01T00:00:00Z")) {
      Shapes.error(
          manager.asks().get(members(shared) + "?exclude_workspace_id=" + own + "&" + peek),
          403,
          "not-permitted");
    }
  }

  @Test
  void oneMemberHasTheBareUserId() {
    var shared = world.shared();
    long user = shared.as(Actor.RE).id();
    for (var slash : List.of("/", "")) {
      var member =
          Shapes.check(
              shared.owner().asks().get(members(shared) + "/" + user + slash),
              200,
              "OrganizationMember");
      assertThat(((Number) member.path("user")).longValue()).isEqualTo(user);
      assertThat((String) member.path("source")).isEqualTo("manual");
      assertThat((String) member.path("rule")).isEqualTo("manual-pin");
    }
  }

  @Test
  void roleIsSetKeptAndGivenBack() {
    var acme = world.small("Roles");
    long user = world.member(acme, "Changes", Role.NOT_ACTIVATED);

    var set = Shapes.check(change(acme, user, "MA"), 200, "LseOrganizationMemberList");
    assertThat((String) set.path("role")).isEqualTo("MA");
    assertThat((String) set.path("rule")).isEqualTo("manual-pin");

    var absent = acme.owner().sends(Map.of("user_id", user)).patch(members(acme));
    assertThat((String) absent.path("role")).isEqualTo("MA");

    var repeated = change(acme, user, "MA");
    assertThat(repeated.statusCode()).isEqualTo(200);

    var followed = Shapes.check(change(acme, user, null), 200, "LseOrganizationMemberList");
    assertThat((String) followed.path("role")).isEqualTo("NO");
    assertThat((String) followed.path("rule")).isEqualTo("default");
    assertThat((Object) followed.path("role_source")).isNull();
  }

  @Test
  void onlyTheRoleIsForTheClientToChoose() {
    var acme = world.small("Member Assignment");
    long user = world.member(acme, "Assigned", Role.ANNOTATOR);

    var set =
        acme.owner()
            .sends(
                Map.of(
                    "user_id",
                    user,
                    "role",
                    "RE",
                    "id",
                    1,
                    "organization",
                    world.shared().id(),
                    "source",
                    "owner",
                    "is_deleted",
                    true))
            .patch(members(acme));

    assertThat(set.statusCode()).as(set.asString()).isEqualTo(200);
    assertThat((Integer) set.path("id")).isNotEqualTo(1);
    assertThat(((Number) set.path("organization")).longValue()).isEqualTo(acme.id());
    assertThat((String) set.path("source")).isEqualTo("manual");
    assertThat((Boolean) set.path("is_deleted")).isFalse();
  }

  @Test
  void deactivationEndsSessionsAtOnce() {
    var acme = world.small("Deactivation");
    var user =
        world.member(
            new io.rollcall.domain.identity.OrganizationId(acme.id()),
            new io.rollcall.domain.identity.UserId(acme.owner().id()),
            "Gone Soon",
            Role.ANNOTATOR);
    var person = world.signIn(user);
    String key = person.asks().get("/api/current-user/token").path("detail");

    assertThat(change(acme, user.value(), "DI").statusCode()).isEqualTo(200);

    person.asks().get(acme.path()).then().statusCode(org.hamcrest.Matchers.oneOf(401, 403));
    io.restassured.RestAssured.given()
        .header("X-API-Key", key)
        .get(acme.path())
        .then()
        .statusCode(401);
  }

  @ParameterizedTest
  @CsvSource({"OW,role-out-of-reach", "VO,role-out-of-reach"})
  void rolesOutOfReachAreRefused(String role, String code) {
    var shared = world.shared();
    Shapes.error(change(shared, shared.as(Actor.RE).id(), role), 400, code);
  }

  @Test
  void ownerKeepsTheRole() {
    var shared = world.shared();
    var body = Map.of("user_id", shared.owner().id(), "role", "AN");
    Shapes.error(shared.as(Actor.AD).sends(body).patch(members(shared)), 400, "owner-keeps-role");
  }

  @Test
  void administratorWhoStepsDownIsAnswered() {
    var acme = world.company("Step Down");
    var self = acme.as(Actor.AD);
    var answer =
        Shapes.check(
            self.sends(Map.of("user_id", self.id(), "role", "AN")).patch(members(acme)),
            200,
            "LseOrganizationMemberList");
    assertThat((String) answer.path("role")).isEqualTo("AN");
    Shapes.error(self.asks().get(members(acme)), 403, "not-permitted");
  }

  @Test
  void nobodyTakesEveryRoleFromThemselves() {
    var shared = world.shared();
    var self = shared.as(Actor.AD);
    for (var body :
        List.of("{\"user_id\": %d, \"role\": \"NO\"}", "{\"user_id\": %d, \"role\": null}")) {
      Shapes.error(
          self.sends(body.formatted(self.id())).patch(members(shared)), 405, "acts-on-oneself");
    }
  }

  @Test
  void nobodyDeactivatesThemselves() {
    var shared = world.shared();
    var self = shared.as(Actor.AD);
    Shapes.error(
        self.sends(Map.of("user_id", self.id(), "role", "DI")).patch(members(shared)),
        405,
        "acts-on-oneself");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}|user_id",
        "{\"user_id\": \"x\"}|user_id",
        "{\"user_id\": 1.5}|user_id",
        "{\"user_id\": true}|user_id",
        "{\"user_id\": 0}|user_id",
        "{\"user_id\": 99999999999999999999999}|user_id",
        "{\"user_id\": 5, \"role\": 7}|role",
        "{\"user_id\": 5, \"role\": \"Annotator\"}|role",
        "{\"user_id\": 5, \"role\": [\"AN\"]}|role",
        "{\"user_id\": 5, \"user_type\": \"flex\"}|user_type",
        "{\"user_id\": 5, \"user_type\": 5}|user_type",
        "null|non_field_errors",
        "[]|non_field_errors",
        "{\"user_id\": |non_field_errors",
      })
  void wrongTypesNameTheField(String bodyAndField) {
    var parts = bodyAndField.split("\\|");
    var shared = world.shared();
    Shapes.invalid(shared.owner().sends(parts[0]).patch(members(shared)), parts[1]);
  }

  @Test
  void strangerIsNoMember() {
    var shared = world.shared();
    long stranger = world.small("Strangers").owner().id();
    Shapes.error(change(shared, stranger, "AN"), 404, "not-found");
    Shapes.error(change(shared, Long.MAX_VALUE, "AN"), 404, "not-found");
    Shapes.error(
        shared.owner().asks().delete(members(shared) + "/" + stranger + "/"), 404, "not-found");
  }

  @Test
  void removedMemberIsListedAsDeletedAndSeesNothing() {
    var acme = world.small("Removal");
    long user = world.member(acme, "Leaver", Role.ANNOTATOR);
    var path = members(acme) + "/" + user + "/";

    acme.owner().asks().delete(path).then().statusCode(204).body(org.hamcrest.Matchers.is(""));

    assertThat((Boolean) acme.owner().asks().get(path).path("is_deleted")).isTrue();
    assertThat((List<Integer>) list(acme).path("results.user.id")).hasSize(1);
    assertThat((List<Boolean>) list(acme, "is_deleted", true).path("results.is_deleted"))
        .containsExactly(true);
    Shapes.error(acme.owner().asks().delete(path), 404, "not-found");
  }

  @Test
  void nobodyRemovesThemselvesAndNobodyTheOwner() {
    var shared = world.shared();
    var admin = shared.as(Actor.AD);
    Shapes.error(
        admin.asks().delete(members(shared) + "/" + admin.id() + "/"), 405, "acts-on-oneself");
    Shapes.error(
        admin.asks().delete(members(shared) + "/" + shared.owner().id() + "/"),
        400,
        "owner-keeps-role");
  }

  @Test
  void explanationSaysWhyAndWhyNot() {
    var acme = world.small("Reasons");
    long user = world.member(acme, "Explained", Role.REVIEWER);
    change(acme, user, "MA");
    var path = members(acme) + "/" + user + "/explanation";

    var now = Shapes.check(acme.owner().asks().get(path), 200, "Explanation");
    assertThat((String) now.path("summary")).isEqualTo("Manager, set by an administrator.");
    assertThat((List<String>) now.path("candidates.findAll { it.outcome == 'applied' }.rule"))
        .containsExactly("manual-pin");
    assertThat((List<Object>) now.path("candidates.until")).containsOnlyNulls();

    var ever =
        Shapes.check(
            acme.owner().asks().queryParam("history", "true").get(path), 200, "Explanation");
    assertThat((List<String>) ever.path("candidates.target.role")).contains("RE", "MA");
    assertThat((List<String>) ever.path("candidates.findAll { it.until != null }.outcome"))
        .containsOnly("ignored");
    Shapes.invalid(acme.owner().asks().queryParam("history", "x").get(path), "history");
  }
}
