package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.rollcall.domain.membership.Role;
import io.rollcall.server.api.World.Company;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ApiTest
class HistoryTest {
  @Inject World world;

  private static String path(Company company) {
    return "/api/fsm/organizations/" + company.id() + "/membership-history/";
  }

  private static Response history(Company company, Object... query) {
    return ask(company, path(company), query);
  }

  private static Response ask(Company company, String path, Object... query) {
    var asks = company.owner().asks();
    for (int i = 0; i < query.length; i += 2) {
      asks.queryParam((String) query[i], query[i + 1]);
    }
    return Shapes.check(asks.get(path), 200, "StateModelPage");
  }

  private static void setRole(Company company, long user, String role) {
    company
        .owner()
        .sends(Map.of("user_id", user, "role", role))
        .patch(company.path() + "/memberships")
        .then()
        .statusCode(200);
  }

  @Test
  void everyChangeHasItsReasonAndWhoDidIt() {
    var acme = world.small("History");
    long ann = world.member(acme, "Ann", Role.ANNOTATOR);
    setRole(acme, ann, "MA");
    Number workspace =
        acme.owner().sends(Map.of("title", "Radiology")).post("/api/workspaces/").path("id");
    acme.owner()
        .sends(Map.of("user", ann))
        .post("/api/workspaces/" + workspace + "/memberships/")
        .then()
        .statusCode(200);

    var page = history(acme);

    assertThat((List<String>) page.path("results.transition_name"))
        .containsExactly("access-changed", "role-changed", "role-changed", "joined", "joined");
    assertThat((List<String>) page.path("results.state"))
        .containsExactly("MA", "MA", "AN", "NO", "OW");
    assertThat((List<String>) page.path("results.previous_state"))
        .containsExactly("MA", "AN", "NO", null, null);
    assertThat((String) page.path("results[1].reason")).isEqualTo("set by hand");
    assertThat((Integer) page.path("results[1].triggered_by.id"))
        .isEqualTo((int) acme.owner().id());
    assertThat((String) page.path("results[1].triggered_by.email")).isEqualTo(acme.owner().email());
    assertThat((String) page.path("results[1].context_data.recorded_by.type")).isEqualTo("user");
    assertThat((String) page.path("results[1].context_data.user.name")).isEqualTo("Ann Tester");
    assertThat((List<?>) page.path("results[0].context_data.before.workspaces")).isEmpty();
    assertThat((List<Integer>) page.path("results[0].context_data.after.workspaces"))
        .containsExactly(workspace.intValue());
    assertThat((List<String>) history(acme).path("results.id"))
        .as("the same whenever it is asked for")
        .isEqualTo(page.path("results.id"))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));

    var place = "/api/fsm/workspaces/" + workspace + "/membership-history/";
    for (var slash : List.of(place, place.substring(0, place.length() - 1))) {
      assertThat((List<String>) ask(acme, slash).path("results.id"))
          .containsExactly((String) page.path("results[0].id"));
    }
    assertThat((Integer) ask(acme, place, "user_id", acme.owner().id()).path("count")).isZero();
  }

  @Test
  void filtersAndPagesAreExact() {
    var acme = world.small("History Pages");
    long ann = world.member(acme, "Ann", Role.ANNOTATOR);
    var between = history(acme).<String>path("results[0].created_at");
    setRole(acme, ann, "MA");
    setRole(acme, ann, "RE");

    assertThat((Integer) history(acme).path("count")).isEqualTo(5);
    assertThat((Integer) history(acme, "user_id", ann).path("count")).isEqualTo(4);
    assertThat((Integer) history(acme, "source", "manual").path("count")).isEqualTo(3);
    assertThat((Integer) history(acme, "source", "owner").path("count")).isEqualTo(1);
    assertThat((Integer) history(acme, "source", "billing").path("count")).isZero();
    assertThat((Integer) history(acme, "user_type", "standard").path("count")).isEqualTo(5);
    assertThat((Integer) history(acme, "user_type", "service").path("count")).isZero();
    assertThat((Integer) history(acme, "until", between).path("count")).isEqualTo(3);
    assertThat(
            (List<String>)
                history(acme, "since", between, "ordering", "created_at").path("results.state"))
        .endsWith("MA", "RE");

    var seen = new ArrayList<String>();
    var page = history(acme, "page_size", 2);
    while (true) {
      assertThat((Integer) page.path("count")).isEqualTo(5);
      seen.addAll(page.path("results.id"));
      String next = page.path("next");
      if (next == null) {
        break;
      }
      page =
          acme.owner().asks().urlEncodingEnabled(false).get(next.substring(next.indexOf("/api/")));
    }
    assertThat(seen).isEqualTo(history(acme).path("results.id"));
    assertThat((List<String>) history(acme, "page", 2, "page_size", 2).path("results.id"))
        .isEqualTo(seen.subList(2, 4));
    assertThat((List<?>) history(acme, "page", 9).path("results")).isEmpty();
  }

  @Test
  void whoLeftIsADeletedUser() {
    var acme = world.small("History Leavers");
    long ann = world.member(acme, "Ann", Role.ANNOTATOR);
    acme.owner().asks().delete(acme.path() + "/memberships/" + ann + "/").then().statusCode(204);

    var page = history(acme, "user_id", ann);

    assertThat((String) page.path("results[0].state")).isEqualTo("DELETED");
    assertThat((List<String>) page.path("results.context_data.user.name"))
        .containsOnly("Deleted user");
    assertThat(page.asString()).doesNotContain("ann.");
  }

  @ParameterizedTest
  @CsvSource({
    "page,0",
    "page_size,1001",
    "since,yesterday",
    "until,2026-13-01T00:00:00Z",
    "ordering,reason",
    "source,nowhere",
    "user_type,robot",
    "user_id,x",
    "after,x"
  })
  void whatCannotBeAskedIsNamed(String field, String value) {
    var shared = world.shared();
    Shapes.invalid(shared.owner().asks().queryParam(field, value).get(path(shared)), field);
  }

  @Test
  void assignmentsRefuseUnknownKinds() {
    var shared = world.shared();
    Shapes.invalid(
        shared
            .owner()
            .asks()
            .get("/api/fsm/organizations/" + shared.id() + "/idp-assignments-history/?kind=planet"),
        "kind");
  }

  @Test
  void listAsOfAMomentTellsWhoBelongedThenAndAsWhat() {
    var acme = world.small("As Of");
    long ann = world.member(acme, "Ann", Role.ANNOTATOR);
    long bob = world.member(acme, "Bob", Role.MANAGER);
    var then = history(acme).<String>path("results[0].created_at");
    setRole(acme, ann, "RE");
    acme.owner().asks().delete(acme.path() + "/memberships/" + bob + "/").then().statusCode(204);
    world.member(acme, "Cyd", Role.REVIEWER);

    var past = members(acme, "as_of", then);
    assertThat((Integer) past.path("count")).isEqualTo(3);
    assertThat((List<String>) past.path("results.role")).containsExactly("OW", "AN", "MA");
    assertThat((List<Boolean>) past.path("results.is_deleted")).containsOnly(false);
    assertThat((List<String>) members(acme, "as_of", then, "role", "MA").path("results.role"))
        .containsExactly("MA");
    assertThat(
            (List<String>)
                members(acme, "as_of", then, "page", 2, "page_size", 2).path("results.role"))
        .containsExactly("MA");
    assertThat((Integer) members(acme, "as_of", "2001-01-01T00:00:00+02:00").path("count"))
        .isZero();
    assertThat((List<String>) members(acme).path("results.role")).containsExactly("OW", "RE", "RE");
    assertThat((Integer) members(acme, "as_of", "2999-01-01T00:00:00Z").path("count")).isEqualTo(3);
  }

  private static Response members(Company company, Object... query) {
    var asks = company.owner().asks();
    for (int i = 0; i < query.length; i += 2) {
      asks.queryParam((String) query[i], query[i + 1]);
    }
    return Shapes.check(asks.get(company.path() + "/memberships"), 200, "MemberPage");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "as_of=yesterday",
        "exclude_project_id=1&as_of=2026-01-01T00:00:00Z",
        "tags=1&as_of=2026-01-01T00:00:00Z",
        "user__last_activity__gte=2026-01-01T00:00:00Z&as_of=2026-01-01T00:00:00Z",
        "user__last_activity__lte=2026-01-01T00:00:00Z&as_of=2026-01-01T00:00:00Z",
        "ordering=-last_activity&as_of=2026-01-01T00:00:00Z",
        "ordering=created_at&as_of=2026-01-01T00:00:00Z"
      })
  void whatIsNotKeptOfThePastIsRefused(String query) {
    var shared = world.shared();
    Shapes.invalid(
        shared.owner().asks().get(shared.path() + "/memberships?" + query),
        query.substring(0, query.indexOf('=')));
  }

  @Test
  void managersDoNotSeeThePast() {
    var shared = world.shared();
    var manager = shared.as(Actor.MA);
    Number own = manager.sends(Map.of("title", "Manager's")).post("/api/workspaces/").path("id");
    Shapes.error(
        manager
            .asks()
            .get(
                shared.path()
                    + "/memberships?as_of=2026-01-01T00:00:00Z&exclude_workspace_id="
                    + own),
        403,
        "not-permitted");
  }
}
