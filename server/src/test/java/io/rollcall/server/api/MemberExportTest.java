package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.membership.Role;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ApiTest
class MemberExportTest {
  private static final String HEADER =
      "id,email,username,first_name,last_name,phone,role,role_source,source,rule,is_deleted,member_since,last_activity,tags";

  @Inject World world;

  private static List<String> lines(World.Company company, String query) {
    var file = company.owner().asks().get(company.path() + "/memberships/export" + query);
    assertThat(file.statusCode()).as(file.asString()).isEqualTo(200);
    assertThat(file.contentType()).startsWith("text/csv").contains("utf-8");
    assertThat(file.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"organization-%d-members.csv\"".formatted(company.id()));
    return file.asString().lines().toList();
  }

  private static void tag(World.Company company, long user, String... labels) {
    company.owner().sends(Map.of("labels", labels)).post(company.path() + "/member-tags/bulk");
    List<Number> ids =
        company.owner().asks().get(company.path() + "/member-tags").path("results.id");
    company
        .owner()
        .sends(Map.of("all", false, "included", List.of(user), "tags", ids))
        .post(company.path() + "/member-tags/assignments")
        .then()
        .statusCode(200);
  }

  @Test
  void everyMemberIsALine() {
    var company = world.company("Export");
    var ann = company.as(Actor.AN);
    tag(company, ann.id(), "night", "Lyon, France");
    for (var slash : List.of("", "/")) {
      var lines = lines(company, slash);
      assertThat(lines).hasSize(company.size() + 1).first().isEqualTo(HEADER);
      assertThat(lines)
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith(ann.id() + "," + ann.email() + ",")
                      .contains(",AN,manual,manual,manual-pin,false,")
                      .endsWith(",\"night, \"\"Lyon, France\"\"\""));
    }
    assertThat(lines(company, "?ordering=-id").get(1)).doesNotStartWith(company.owner().id() + ",");
  }

  @Test
  void filtersAndOrdersAreThoseOfTheList() {
    var company = world.company("Filtered Export");
    var ann = company.as(Actor.AN);
    tag(company, ann.id(), "night");
    Number night =
        company.owner().asks().get(company.path() + "/member-tags").path("results[0].id");
    long leaver = world.member(company, "Leaver", Role.ANNOTATOR);
    company.owner().asks().delete(company.path() + "/memberships/" + leaver + "/");

    assertThat(lines(company, "?role=RE,MA")).hasSize(3);
    assertThat(lines(company, "?tags=" + night)).hasSize(2).last().asString().contains(ann.email());
    assertThat(lines(company, "?search=" + ann.email())).hasSize(2);
    assertThat(lines(company, "?is_deleted=true"))
        .hasSize(2)
        .last()
        .asString()
        .startsWith(leaver + ",")
        .contains(",true,");
    assertThat(lines(company, "?search=nobody")).containsExactly(HEADER);
    assertThat(lines(company, "?as_of=2020-01-01T00:00:00Z")).containsExactly(HEADER);
    assertThat(lines(company, "?as_of=2100-01-01T00:00:00Z")).hasSize(company.size() + 1);
    for (var wrong : List.of("role", "ordering", "tags", "is_deleted")) {
      Shapes.invalid(
          company.owner().asks().get(company.path() + "/memberships/export?" + wrong + "=x-y"),
          wrong);
    }
  }

  @Test
  void exportIsAFileThatNoSpreadsheetRuns() {
    var company = world.small("Export Formula");
    var owner = company.owner();
    owner.sends(Map.of("first_name", "=1+1", "last_name", "@x")).patch("/api/current-user");
    tag(company, owner.id(), "=cmd|' /C calc'!A0");

    assertThat(lines(company, "").get(1)).contains(",'=1+1,'@x,").endsWith(",'=cmd|' /C calc'!A0");
  }

  /**
   * What was exported can be imported: the same people have the same tags, and no new ones are
   * made.
   */
  @Test
  void exportCanBeImported() throws Exception {
    var company = world.company("Export Import");
    tag(company, company.as(Actor.AN).id(), "night", "Lyon, France", "\"quoted\"");
    var file = company.owner().asks().get(company.path() + "/memberships/export").asByteArray();
    var imports = company.path() + "/member-tags/imports";
    Number id =
        company
            .owner()
            .asks()
            .multiPart("file", "members.csv", file, "text/csv")
            .post(imports)
            .path("import");

    String status = "created";
    for (int i = 0; i < 200 && !status.equals("completed"); i++) {
      Thread.sleep(50);
      status = company.owner().asks().get(imports + "/" + id).path("status");
    }
    var outcome = company.owner().asks().get(imports + "/" + id);
    assertThat((String) outcome.path("status")).isEqualTo("completed");
    assertThat((Integer) outcome.path("users_skipped_count")).isZero();
    assertThat((Integer) outcome.path("tags_created")).isZero();
    assertThat((Integer) outcome.path("assignments_created")).isZero();
  }

  @Test
  void managersWhoLookForPeopleTakeNobodyAway() {
    var company = world.company("Export Managers");
    var manager = company.as(Actor.MA);
    Number workspace = manager.sends(Map.of("title", "Mine")).post("/api/workspaces/").path("id");
    var picker = "?exclude_workspace_id=" + workspace;

    assertThat(manager.asks().get(company.path() + "/memberships" + picker).statusCode())
        .isEqualTo(200);
    Shapes.error(
        manager.asks().get(company.path() + "/memberships/export" + picker), 403, "not-permitted");
  }
}
