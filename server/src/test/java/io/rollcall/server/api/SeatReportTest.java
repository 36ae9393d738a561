package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.rollcall.domain.membership.Role;
import io.rollcall.server.api.World.Company;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ApiTest
class SeatReportTest {
  @Inject World world;

  private static Response report(Company company, Object... query) {
    var asks = company.owner().asks();
    for (int i = 0; i < query.length; i += 2) {
      asks.queryParam((String) query[i], query[i + 1]);
    }
    return Shapes.check(asks.get(company.path() + "/seat-report"), 200, "SeatReportPage");
  }

  @Test
  void tellsWhoTakesASeatAndWhatGaveIt() {
    var acme = world.small("Seats");
    long ann = world.member(acme, "Ann", Role.ANNOTATOR);
    world.member(acme, "Idle", Role.NOT_ACTIVATED);
    Number workspace =
        acme.owner().sends(Map.of("title", "Radiology")).post("/api/workspaces/").path("id");
    acme.owner()
        .sends(Map.of("user", ann))
        .post("/api/workspaces/" + workspace + "/memberships/")
        .then()
        .statusCode(200);
    Number project = acme.owner().sends(Map.of("title", "Scans")).post("/api/projects/").path("id");
    acme.owner()
        .sends(Map.of("project", project, "user", ann, "role", "RE"))
        .post("/api/projects/roles/")
        .then()
        .statusCode(201);

    var page = report(acme);

    assertThat((Integer) page.path("count")).isEqualTo(3);
    assertThat((List<String>) page.path("results.organization_role"))
        .containsExactly("OW", "AN", "NO");
    assertThat((List<Boolean>) page.path("results.counts_toward_seat_limit"))
        .containsExactly(true, true, false);
    assertThat((List<Boolean>) page.path("results.has_stale_role_assignments")).containsOnly(false);
    assertThat((String) page.path("results[1].role_source_display")).isEqualTo("Manual");
    assertThat((List<String>) page.path("results[1].organization_role_assignments.assigned_role"))
        .containsExactlyInAnyOrder("NO", "AN");
    assertThat((String) page.path("results[1].project_role_assignments[0].assigned_role"))
        .isEqualTo("RE");
    assertThat((String) page.path("results[1].project_role_assignments[0].project_title"))
        .isEqualTo("Scans");
    assertThat((String) page.path("results[1].workspace_access_assignments[0].workspace_title"))
        .isEqualTo("Radiology");
    assertThat((Map<String, Object>) page.path("$")).doesNotContainKey("seat_usage");
    assertThat((Integer) report(acme, "include_seat_usage", true).path("seat_usage.taken"))
        .isEqualTo(2);
    assertThat(report(acme, "include_seat_usage", true).asString()).contains("\"limit\":null");
  }

  @Test
  void filtersOrdersAndPages() {
    var acme = world.small("Seat Filters");
    world.member(acme, "Ann", Role.ANNOTATOR);
    world.member(acme, "Idle", Role.NOT_ACTIVATED);

    assertThat((Integer) report(acme, "counts_toward_seat_limit", true).path("count")).isEqualTo(2);
    assertThat(
            (List<String>)
                report(acme, "counts_toward_seat_limit", false).path("results.organization_role"))
        .containsExactly("NO");
    assertThat(
            (Integer)
                report(acme, "email", acme.owner().email().toUpperCase(java.util.Locale.ROOT))
                    .path("count"))
        .isEqualTo(1);
    assertThat((Integer) report(acme, "search", "idle").path("count")).isEqualTo(1);
    assertThat((Integer) report(acme, "role_source", "manual").path("count")).isEqualTo(1);
    assertThat((Integer) report(acme, "role_source", "billing").path("count")).isZero();
    assertThat((Integer) report(acme, "has_stale_role_assignments", true).path("count")).isZero();
    assertThat(
            (List<String>)
                report(acme, "ordering", "organization_role").path("results.organization_role"))
        .containsExactly("NO", "AN", "OW");
    var second = report(acme, "page", 2, "page_size", 2);
    assertThat((List<?>) second.path("results")).hasSize(1);
    assertThat((String) second.path("previous")).contains("page=1");
    assertThat((List<?>) report(acme, "page", 9).path("results")).isEmpty();
    for (var order : List.of("user_id", "-email", "first_name", "name")) {
      assertThat((Integer) report(acme, "ordering", order).path("count")).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "counts_toward_seat_limit,maybe",
    "has_stale_role_assignments,maybe",
    "include_seat_usage,maybe",
    "role_source,nowhere",
    "ordering,password",
    "page,0",
    "page_size,1001"
  })
  void whatCannotBeAskedIsNamed(String field, String value) {
    var shared = world.shared();
    Shapes.invalid(
        shared.owner().asks().queryParam(field, value).get(shared.path() + "/seat-report"), field);
  }
}
