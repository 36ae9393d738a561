package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.rollcall.domain.membership.Role;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@ApiTest
@Timeout(120)
class MemberTagTest {
  @Inject World world;

  private static String path(World.Company company) {
    return company.path() + "/member-tags";
  }

  private static long tag(World.Company company, String label) {
    Number id = company.owner().sends(Map.of("label", label)).post(path(company)).path("id");
    return id.longValue();
  }

  private static int count(World.Company company, long tag) {
    return company.owner().asks().get(path(company) + "/" + tag).path("member_count");
  }

  private static Response assign(World.Company company, String query, Map<String, Object> body) {
    return company.owner().sends(body).post(path(company) + "/assignments" + query);
  }

  private static int assigned(World.Company company, String query, Map<String, Object> body) {
    return Shapes.check(assign(company, query, body), 200, "MemberTagsAssigned").path("assigned");
  }

  private static Map<String, Object> only(long user, Object... tags) {
    return Map.of("all", false, "included", List.of(user), "tags", List.of(tags));
  }

  private static List<Long> ids(Response answer, String path) {
    List<Number> ids = answer.path(path);
    return ids.stream().map(Number::longValue).toList();
  }

  private static List<Long> members(World.Company company, String query) {
    return ids(
        Shapes.check(
            company.owner().asks().get(company.path() + "/memberships" + query), 200, "MemberPage"),
        "results.user.id");
  }

  @Test
  void tagIsCreatedReadChangedAndDeleted() {
    var company = world.small("Tags");
    var owner = company.owner();
    for (var slash : List.of("", "/")) {
      var all = path(company) + slash;
      var created =
          Shapes.check(owner.sends(Map.of("label", " Night ")).post(all), 201, "MemberTag");
      assertThat((String) created.path("label")).isEqualTo("Night");
      assertThat(((Number) created.path("created_by.id")).longValue()).isEqualTo(owner.id());
      assertThat((Integer) created.path("member_count")).isZero();
      Number id = created.path("id");
      assertThat(ids(Shapes.check(owner.asks().get(all), 200, "MemberTagPage"), "results.id"))
          .containsExactly(id.longValue());
      var one = path(company) + "/" + id + slash;
      assertThat((Object) Shapes.check(owner.asks().get(one), 200, "MemberTag").path("$"))
          .isEqualTo(created.path("$"));
      var changed = Shapes.check(owner.sends(Map.of("label", "late")).patch(one), 200, "MemberTag");
      assertThat((String) changed.path("label")).isEqualTo("late");
      assertThat((String) changed.path("created_at")).isEqualTo(created.path("created_at"));
      assertThat((String) changed.path("updated_at")).isGreaterThan(created.path("updated_at"));
      assertThat((String) owner.sends("{}").patch(one).path("label")).isEqualTo("late");
      assertThat(owner.asks().delete(one).statusCode()).isEqualTo(204);
      Shapes.error(owner.asks().get(one), 404, "not-found");
      Shapes.error(owner.sends(Map.of("label", "x")).patch(one), 404, "not-found");
      Shapes.error(owner.asks().delete(one), 404, "not-found");
    }
  }

  @Test
  void listIsSearchedOrderedAndPaged() {
    var company = world.small("Listed Tags");
    var owner = company.owner();
    long night = tag(company, "Night shift");
    long day = tag(company, "day_shift");
    long radiology = tag(company, "Radiology");
    assigned(company, "", only(owner.id(), day));

    assertThat(ids(list(company, ""), "results.id")).containsExactly(day, night, radiology);
    assertThat(ids(list(company, "?search=SHIFT"), "results.id")).containsExactly(day, night);
    assertThat(ids(list(company, "?search=_shift"), "results.id")).containsExactly(day);
    assertThat(ids(list(company, "?ordering=-member_count"), "results.id"))
        .containsExactly(day, radiology, night);
    assertThat(ids(list(company, "?ordering=-created_at"), "results.id"))
        .containsExactly(radiology, day, night);
    assertThat(ids(list(company, "?ordering=-label"), "results.id"))
        .containsExactly(radiology, night, day);
    assertThat(ids(list(company, "?ordering=id"), "results.id"))
        .containsExactly(night, day, radiology);
    var second = list(company, "?page_size=2&page=2");
    assertThat(ids(second, "results.id")).containsExactly(radiology);
    assertThat((Integer) second.path("count")).isEqualTo(3);
    assertThat((String) second.path("previous")).contains("page=1");
    assertThat(ids(list(company, "?page=9"), "results.id")).isEmpty();
  }

  private static Response list(World.Company company, String query) {
    return Shapes.check(company.owner().asks().get(path(company) + query), 200, "MemberTagPage");
  }

  @Test
  void labelIsOncePerOrganizationInWhateverCase() {
    var company = world.small("Unique Tags");
    var owner = company.owner();
    tag(company, "Night");
    long late = tag(company, "late");

    for (var same : List.of("Night", "night", " NIGHT ")) {
      Shapes.invalid(owner.sends(Map.of("label", same)).post(path(company)), "label");
      Shapes.invalid(owner.sends(Map.of("label", same)).patch(path(company) + "/" + late), "label");
    }
    assertThat(
            (String)
                owner
                    .sends(Map.of("label", "LATE"))
                    .patch(path(company) + "/" + late)
                    .path("label"))
        .isEqualTo("LATE");
    tag(world.small("Other Tags"), "Night");
  }

  @Test
  void tagsAreMadeAndDeletedInBulk() {
    var company = world.small("Bulk Tags");
    var owner = company.owner();
    long known = tag(company, "known");
    long foreign = tag(world.small("Bulk Tags Elsewhere"), "theirs");
    for (var slash : List.of("", "/")) {
      var bulk = path(company) + "/bulk" + slash;
      var labels = Map.of("labels", List.of("Known", "new", "NEW", "newer"));
      var created = Shapes.check(owner.sends(labels).post(bulk), 201, "MemberTagsCreated");
      assertThat((Integer) created.path("created")).isEqualTo(2);
      assertThat((List<String>) list(company, "").path("results.label"))
          .containsExactly("known", "new", "newer");

      var some = new ArrayList<>(ids(list(company, "?search=new"), "results.id"));
      some.add(foreign);
      var ids = String.join(",", some.stream().map(String::valueOf).toList());
      var deleted =
          Shapes.check(owner.asks().delete(bulk + "?ids=" + ids), 200, "MemberTagsDeleted");
      assertThat((Integer) deleted.path("deleted")).isEqualTo(2);
      assertThat(ids(list(company, ""), "results.id")).containsExactly(known);
    }
  }

  @Test
  void assignedTagsAreShownCountedAndFilteredBy() {
    var company = world.company("Assigned Tags");
    long night = tag(company, "night");
    long late = tag(company, "late");
    long ann = company.as(Actor.AN).id();
    long rae = company.as(Actor.RE).id();

    assertThat(assigned(company, "/", only(ann, night))).isEqualTo(1);
    assertThat(assigned(company, "", only(ann, night, late))).isEqualTo(1);
    assertThat(assigned(company, "", only(rae, late))).isEqualTo(1);
    assertThat(members(company, "?tags=" + night)).containsExactly(ann);
    assertThat(members(company, "?tags=%d,%d".formatted(night, late)))
        .containsExactlyInAnyOrder(ann, rae);
    assertThat(members(company, "?role=RE&tags=%d,%d".formatted(night, late))).containsExactly(rae);
    assertThat(members(company, "?tags=4711")).isEmpty();
    var row = company.owner().asks().get(company.path() + "/memberships?tags=" + night);
    assertThat((Integer) row.path("count")).isEqualTo(1);
    assertThat(ids(row, "results[0].tags.id")).containsExactly(night, late);
    assertThat((List<String>) row.path("results[0].tags.label")).containsExactly("night", "late");
    assertThat(count(company, night)).isEqualTo(1);
    assertThat(count(company, late)).isEqualTo(2);
  }

  @Test
  void assigningHeedsAllFiltersOfTheList() {
    var company = world.company("Filtered Tags");
    long night = tag(company, "night");
    long late = tag(company, "late");
    var all = Map.<String, Object>of("all", true, "tags", List.of(night));
    var allLate = Map.<String, Object>of("all", true, "tags", List.of(late));
    long ann = company.as(Actor.AN).id();
    int everybody = company.size();

    assertThat(assigned(company, "?role=RE,MA", all)).isEqualTo(2);
    assertThat(assigned(company, "?search=" + company.as(Actor.AN).email(), all)).isEqualTo(1);
    assertThat(assigned(company, "?user_type=flex", all)).isZero();
    assertThat(assigned(company, "?user__last_activity__lte=2000-01-01T00:00:00Z", all)).isZero();
    assertThat(assigned(company, "?tags=" + night, allLate)).isEqualTo(3);
    var spared = new HashMap<>(all);
    spared.put("excluded", List.of(company.owner().id()));
    assertThat(assigned(company, "", spared)).isEqualTo(everybody - 4);
    assertThat(assigned(company, "", all)).isEqualTo(1);
    assertThat(assigned(company, "?is_deleted=true", allLate)).isZero();

    Number workspace =
        company.owner().sends(Map.of("title", "W")).post("/api/workspaces/").path("id");
    company
        .owner()
        .sends(Map.of("user", ann))
        .post("/api/workspaces/%s/memberships/".formatted(workspace));
    long other = tag(company, "other");
    assertThat(
            assigned(
                company,
                "?exclude_workspace_id=" + workspace,
                Map.of("all", true, "tags", List.of(other))))
        .isEqualTo(everybody - 1);
    assertThat(members(company, "?tags=" + other)).doesNotContain(ann);
  }

  @Test
  void overwritingTakesAllOtherTags() {
    var company = world.company("Overwritten Tags");
    long night = tag(company, "night");
    long late = tag(company, "late");
    long ann = company.as(Actor.AN).id();
    assigned(company, "", Map.of("all", true, "tags", List.of(night)));

    assertThat(
            assigned(
                company,
                "",
                Map.of(
                    "all",
                    false,
                    "included",
                    List.of(ann),
                    "tags",
                    List.of(late),
                    "overwrite",
                    true)))
        .isEqualTo(1);
    assertThat(members(company, "?tags=" + night)).doesNotContain(ann);
    assertThat(count(company, night)).isEqualTo(company.size() - 1);
    assertThat(assigned(company, "", Map.of("all", true, "tags", List.of(), "overwrite", true)))
        .isZero();
    assertThat(count(company, night)).isZero();
    assertThat(count(company, late)).isZero();
  }

  @Test
  void deletedTagIsGoneFromEverybody() {
    var company = world.small("Deleted Tags");
    long night = tag(company, "night");
    assigned(company, "", only(company.owner().id(), night));

    company.owner().asks().delete(path(company) + "/" + night).then().statusCode(204);

    var row = company.owner().asks().get(company.path() + "/memberships");
    assertThat((List<Object>) row.path("results[0].tags")).isEmpty();
    assertThat(count(company, tag(company, "night"))).isZero();
  }

  @Test
  void whoLeavesKeepsTheirTags() {
    var company = world.small("Kept Tags");
    var owner = company.owner();
    long night = tag(company, "night");
    long leaver = world.member(company, "Leaver", Role.ANNOTATOR);
    assigned(company, "", only(leaver, night));
    owner.asks().delete(company.path() + "/memberships/" + leaver + "/").then().statusCode(204);

    assertThat(count(company, night)).isZero();
    assertThat(members(company, "?tags=" + night)).isEmpty();
    assertThat(members(company, "?is_deleted=true&tags=" + night)).containsExactly(leaver);
  }

  @Test
  void membersOfAProjectShowAndAreFilteredByTags() {
    var company = world.company("Project Tags");
    var owner = company.owner();
    long night = tag(company, "night");
    long ann = company.as(Actor.AN).id();
    long rae = company.as(Actor.RE).id();
    assigned(company, "", only(ann, night));
    Number project =
        owner
            .sends(Map.of("title", "People", "is_published", true))
            .post("/api/projects/")
            .path("id");
    var there = "/api/projects/" + project + "/members";

    var added = owner.sends(Map.of("all", true)).post(there + "/bulk/?tags=" + night);
    assertThat((Integer) added.path("assignments")).isEqualTo(1);
    owner.sends(Map.of("user", rae)).post(there + "/");
    var page =
        Shapes.check(
            owner.asks().get(there + "/paginated/?tags=" + night), 200, "ProjectMemberPage");
    assertThat(ids(page, "results.id")).containsExactly(ann);
    assertThat((List<String>) page.path("results[0].tags.label")).containsExactly("night");
    assertThat(owner.asks().get(there + "/export/?tags=" + night).asString().lines())
        .hasSize(2)
        .last()
        .asString()
        .contains(company.as(Actor.AN).email());
    assertThat(
            (Integer)
                owner.asks().delete(there + "/bulk/?all=true&tags=" + night).path("unassignments"))
        .isEqualTo(1);
    assertThat(ids(owner.asks().get(there + "/"), "id")).containsExactly(rae);
  }

  @Test
  void managersWhoLookForPeopleSeeAndFilterByNoTags() {
    var company = world.company("Hidden Tags");
    var manager = company.as(Actor.MA);
    long night = tag(company, "night");
    assigned(company, "", Map.of("all", true, "tags", List.of(night)));
    Number workspace = manager.sends(Map.of("title", "Mine")).post("/api/workspaces/").path("id");
    var picker = company.path() + "/memberships?exclude_workspace_id=" + workspace;

    assertThat((List<List<Object>>) manager.asks().get(picker).path("results.tags"))
        .isNotEmpty()
        .allMatch(List::isEmpty);
    Shapes.error(manager.asks().get(picker + "&tags=" + night), 403, "not-permitted");
  }

  @Test
  void creatorOrganizationAndCountAreNotForTheClientToChoose() {
    var company = world.company("Mass Tags");
    long other = company.as(Actor.AN).id();

    var created =
        Shapes.check(
            company
                .owner()
                .sends(
                    Map.of(
                        "label",
                        "night",
                        "id",
                        7,
                        "organization",
                        1,
                        "created_by",
                        other,
                        "member_count",
                        99,
                        "key",
                        "x"))
                .post(path(company)),
            201,
            "MemberTag");

    assertThat(((Number) created.path("created_by.id")).longValue())
        .isEqualTo(company.owner().id());
    assertThat(((Number) created.path("organization")).longValue()).isEqualTo(company.id());
    assertThat((Integer) created.path("member_count")).isZero();
  }

  @Test
  void wrongFieldsAreNamed() {
    var company = world.shared();
    var owner = company.owner();
    var path = path(company);
    var label = World.email("taken");
    long taken = tag(company, label);

    Shapes.invalid(owner.sends("{}").post(path), "label");
    for (var wrong : List.of("", " ", "x".repeat(256), "two\nlines")) {
      Shapes.invalid(owner.sends(Map.of("label", wrong)).post(path), "label");
      Shapes.invalid(owner.sends(Map.of("label", wrong)).patch(path + "/" + taken), "label");
      Shapes.invalid(owner.sends(Map.of("labels", List.of(wrong))).post(path + "/bulk"), "labels");
    }
    Shapes.invalid(owner.sends(Map.of("label", 7)).post(path), "label");
    Shapes.invalid(owner.sends(Map.of("labels", List.of(7))).post(path + "/bulk"), "labels[0]");
    Shapes.invalid(owner.sends(Map.of("label", label)).post(path), "label");
    Shapes.invalid(owner.sends("{}").post(path + "/bulk"), "labels");
    Shapes.invalid(owner.sends(Map.of("labels", List.of())).post(path + "/bulk"), "labels");
    Shapes.invalid(
        owner.sends(Map.of("labels", Collections.nCopies(1001, "x"))).post(path + "/bulk"),
        "labels");
    Shapes.invalid(owner.sends("{\"labels\": [null]}").post(path + "/bulk"), "labels");
    Shapes.invalid(owner.asks().delete(path + "/bulk"), "ids");
    Shapes.invalid(owner.asks().delete(path + "/bulk?ids=x"), "ids");
    Shapes.invalid(owner.asks().get(path + "?ordering=color"), "ordering");
    Shapes.invalid(owner.asks().get(path + "?page_size=0"), "page_size");
    Shapes.invalid(owner.asks().get(path + "?search=" + "x".repeat(256)), "search");
  }

  @Test
  void wrongAssignmentsAreNamed() {
    var company = world.shared();
    var owner = company.owner();
    var path = path(company) + "/assignments";
    long foreign = tag(world.small("Foreign Tags"), "theirs");

    Shapes.invalid(owner.sends("{}").post(path), "all");
    Shapes.invalid(owner.sends(Map.of("all", true)).post(path), "tags");
    Shapes.invalid(owner.sends(Map.of("all", true, "tags", List.of())).post(path), "tags");
    Shapes.invalid(owner.sends(Map.of("all", true, "tags", List.of(foreign))).post(path), "tags");
    Shapes.invalid(owner.sends(Map.of("all", true, "tags", List.of(0))).post(path), "tags");
    Shapes.invalid(owner.sends(Map.of("all", false, "tags", List.of(1))).post(path), "included");
    Shapes.invalid(
        owner.sends(Map.of("all", true, "tags", List.of(1))).post(path + "?role=XX"), "role");
    Shapes.invalid(
        owner.sends(Map.of("all", true, "tags", List.of(1))).post(path + "?tags=x"), "tags");
    long own = tag(company, World.email("own"));
    assertThat(assigned(company, "", only(world.small("Foreigners").owner().id(), own))).isZero();
  }

  @Test
  void labelThatManyMakeAtOnceIsMadeOnce() throws Exception {
    var company = world.company("Racing Tags");
    for (int round = 0; round < 5; round++) {
      var label = "label " + round;
      var rivals = new ArrayList<Callable<Integer>>();
      for (var actor : List.of(Actor.OW, Actor.AD, Actor.OW, Actor.AD)) {
        rivals.add(
            () -> company.as(actor).sends(Map.of("label", label)).post(path(company)).statusCode());
      }
      rivals.add(
          () ->
              company
                  .owner()
                  .sends(Map.of("labels", List.of(label)))
                  .post(path(company) + "/bulk")
                  .statusCode());

      var statuses = Race.of(rivals);

      assertThat(statuses.getLast()).isEqualTo(201);
      assertThat(statuses.subList(0, 4)).allMatch(status -> status == 201 || status == 400);
      assertThat(Collections.frequency(statuses.subList(0, 4), 201)).isLessThanOrEqualTo(1);
      assertThat((Integer) list(company, "?search=label").path("count")).isEqualTo(round + 1);
    }
  }

  @Test
  void tagThatIsDeletedWhileItIsAssignedLeavesNothing() throws Exception {
    var company = world.company("Racing Assignments");
    var owner = company.owner();
    for (int round = 0; round < 5; round++) {
      long tag = tag(company, "tag " + round);
      Map<String, Object> everybody = Map.of("all", true, "tags", List.of(tag));

      var statuses =
          Race.<Integer>of(
              List.of(
                  () -> assign(company, "", everybody).statusCode(),
                  () -> owner.asks().delete(path(company) + "/" + tag).statusCode(),
                  () -> assign(company, "", everybody).statusCode()));

      assertThat(statuses.get(1)).isEqualTo(204);
      assertThat(statuses.get(0)).isIn(200, 400);
      assertThat(statuses.get(2)).isIn(200, 400);
      assertThat(members(company, "?tags=" + tag)).isEmpty();
      assertThat(
              (List<List<Object>>)
                  owner.asks().get(company.path() + "/memberships").path("results.tags"))
          .allMatch(List::isEmpty);
    }
  }

  /** The count is right however many give and take at once. */
  @Test
  void countIsRightAfterManyChangesAtOnce() throws Exception {
    var company = world.company("Counted Tags");
    long night = tag(company, "night");
    long late = tag(company, "late");
    long ann = company.as(Actor.AN).id();
    var rivals = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < 4; i++) {
      rivals.add(
          () ->
              assign(company, "", Map.of("all", true, "tags", List.of(night, late))).statusCode());
      rivals.add(
          () ->
              assign(
                      company,
                      "",
                      Map.of(
                          "all",
                          false,
                          "included",
                          List.of(ann),
                          "tags",
                          List.of(night),
                          "overwrite",
                          true))
                  .statusCode());
    }
    long leaver = company.as(Actor.RE).id();
    rivals.add(
        () ->
            company
                .owner()
                .asks()
                .delete(company.path() + "/memberships/" + leaver + "/")
                .statusCode());

    assertThat(Race.of(rivals).subList(0, 8)).containsOnly(200);

    assertThat(count(company, night)).isEqualTo(members(company, "?tags=" + night).size());
    assertThat(count(company, late)).isEqualTo(members(company, "?tags=" + late).size());
  }
}
