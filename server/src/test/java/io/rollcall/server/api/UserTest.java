package io.rollcall.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.rollcall.domain.membership.Role;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@ApiTest
class UserTest {
  private static final String CHOSEN = "a password of my own";

  @Inject World world;

  private static long add(World.Company company, String email) {
    var added =
        Shapes.check(
            company.owner().sends(Map.of("email", email, "username", "new")).post("/api/users/"),
            201,
            "LseUser");
    return ((Number) added.path("id")).longValue();
  }

  private static Response signIn(String email, String password) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", email, "password", password))
        .post("/api/auth/login");
  }

  @Test
  void addedPersonChoosesAPasswordByTheLetterAndIsIn() {
    var company = world.small("Adding");
    var email = World.email("added");
    var added =
        Shapes.check(
            company
                .owner()
                .sends(
                    Map.of(
                        "email", email,
                        "username", "ada",
                        "first_name", "Ada",
                        "last_name", "Okafor"))
                .post("/api/users/"),
            201,
            "LseUser");
    assertThat((String) added.path("email")).isEqualTo(email);
    assertThat((String) added.path("first_name")).isEqualTo("Ada");
    assertThat((String) added.path("organization_membership.role")).isEqualTo("NO");
    assertThat(signIn(email, World.PASSWORD).statusCode()).isEqualTo(401);

    assertThat(
            given()
                .contentType(ContentType.JSON)
                .body(Map.of("token", KeptMail.tokenTo(email), "password", CHOSEN))
                .post("/api/auth/password/reset")
                .statusCode())
        .isEqualTo(204);

    var signedIn = Shapes.check(signIn(email, CHOSEN), 200, "WhoAmIUser");
    assertThat(((Number) signedIn.path("active_organization")).longValue()).isEqualTo(company.id());
    assertThat((List<?>) signedIn.path("org_membership")).hasSize(1);
  }

  @Test
  void accountThatExistsJoinsAndKeepsItsNamesAndItsPassword() {
    var company = world.small("Adding Known");
    var person = world.signIn(world.account("Known"));
    var added =
        Shapes.check(
            company
                .owner()
                .sends(
                    Map.of(
                        "email",
                        person.email(),
                        "username",
                        "renamed",
                        "first_name",
                        "Renamed",
                        "password",
                        CHOSEN))
                .post("/api/users/"),
            201,
            "LseUser");

    assertThat(((Number) added.path("id")).longValue()).isEqualTo(person.id());
    assertThat((String) added.path("first_name")).isEqualTo("Known");
    assertThat(signIn(person.email(), World.PASSWORD).statusCode()).isEqualTo(200);
    Shapes.invalid(
        company.owner().sends(Map.of("email", person.email())).post("/api/users/"), "email");
  }

  @Test
  void roleOrganizationAndPasswordAreNotForTheClientToChoose() {
    var company = world.small("Adding Assigned");
    var other = world.small("Adding Elsewhere");
    var email = World.email("assigned");
    var added =
        company
            .owner()
            .sends(
                Map.of(
                    "email",
                    email,
                    "username",
                    "x",
                    "password",
                    CHOSEN,
                    "role",
                    "OW",
                    "id",
                    company.owner().id(),
                    "is_email_verified",
                    true,
                    "date_joined",
                    "2001-01-01T00:00:00Z",
                    "active_organization",
                    other.id(),
                    "organization",
                    other.id()))
            .post("/api/users/");

    Shapes.check(added, 201, "LseUser");
    assertThat((String) added.path("organization_membership.role")).isEqualTo("NO");
    assertThat(((Number) added.path("active_organization")).longValue()).isEqualTo(company.id());
    assertThat((String) added.path("date_joined")).doesNotStartWith("2001");
    assertThat(((Number) added.path("id")).longValue()).isNotEqualTo(company.owner().id());
    assertThat(signIn(email, CHOSEN).statusCode()).isEqualTo(401);
    assertThat((Integer) other.owner().asks().get(other.path() + "/memberships").path("count"))
        .isEqualTo(1);
  }

  @Test
  void wrongFieldsAreNamed() {
    var owner = world.shared().owner();
    Shapes.invalid(owner.sends("{}").post("/api/users/"), "email");
    Shapes.invalid(owner.sends(Map.of("email", "nonsense")).post("/api/users/"), "email");
    for (var field : List.of("username", "first_name", "last_name", "phone")) {
      Shapes.invalid(
          owner
              .sends(Map.of("email", World.email("long"), field, "x".repeat(257)))
              .post("/api/users/"),
          field);
    }
    Shapes.invalid(
        owner.sends(Map.of("email", World.email("blank"), "username", " ")).post("/api/users/"),
        "username");
  }

  @Test
  void listHasEverybodyOfTheOrganizationAndNobodyElse() {
    var company = world.shared();
    var answer = Shapes.check(company.owner().asks().get("/api/users/"), 200, "LseUserAPI[]");

    List<String> emails = answer.path("email");
    assertThat(emails)
        .contains(company.owner().email(), company.as(Actor.DI).email())
        .doesNotContain(world.small("Listing").owner().email())
        .doesNotHaveDuplicates();
    assertThat(answer.header("Link")).isNull();
    Shapes.error(company.as(Actor.MA).asks().get("/api/users/"), 403, "not-permitted");
  }

  @Test
  void longListGoesOnWhereTheHeaderSays() {
    var company = world.small("Listing Long");
    for (int i = 0; i < 4; i++) {
      world.member(company, "Listed", Role.ANNOTATOR);
    }
    for (var ordering : List.of("id", "-id", "email", "-email", "first_name", "last_activity")) {
      var seen = new HashSet<Object>();
      var next = "/api/users/?page_size=2&ordering=" + ordering;
      int pages = 0;
      while (next != null) {
        var page = Shapes.check(company.owner().asks().get(next), 200, "LseUserAPI[]");
        seen.addAll(page.<List<Object>>path("id"));
        next = next(page.header("Link"));
        pages++;
      }
      assertThat(seen).as(ordering).hasSize(5);
      assertThat(pages).isEqualTo(3);
    }
    Shapes.invalid(company.owner().asks().get("/api/users/?page_size=1001"), "page_size");
    Shapes.invalid(company.owner().asks().get("/api/users/?ordering=password"), "ordering");
  }

  private static String next(String link) {
    if (link == null) {
      return null;
    }
    var parts = Pattern.compile("<https?://[^/]+(/[^>]+)>; rel=\"next\"").matcher(link);
    assertThat(parts.matches()).as(link).isTrue();
    return parts.group(1);
  }

  @Test
  void everybodyReadsThemselvesAndAdministratorsReadMembers() {
    var company = world.shared();
    for (var actor : List.of(Actor.AN, Actor.NO, Actor.DI, Actor.OW)) {
      var person = company.as(actor);
      var own =
          Shapes.check(person.asks().get("/api/users/" + person.id() + "/"), 200, "LseUserAPI");
      assertThat((String) own.path("email")).isEqualTo(person.email());
    }
    var annotator = company.as(Actor.AN);
    var path = "/api/users/" + annotator.id() + "/";
    Shapes.check(company.as(Actor.AD).asks().get(path), 200, "LseUser");
    Shapes.error(company.as(Actor.RE).asks().get(path), 403, "not-permitted");
    Shapes.error(
        company.owner().asks().get("/api/users/" + world.small("Unread").owner().id() + "/"),
        404,
        "not-found");
    long gone = world.member(company, "Gone", Role.ANNOTATOR);
    assertThat(company.owner().asks().delete("/api/users/" + gone + "/").statusCode())
        .isEqualTo(204);
    Shapes.error(company.owner().asks().get("/api/users/" + gone + "/"), 404, "not-found");
  }

  @Test
  void namesChangeOnlyWhereTheOrganizationMadeTheAccount() {
    var company = world.small("Renaming");
    var made = "/api/users/" + add(company, World.email("made")) + "/";
    var changed =
        Shapes.check(
            company
                .owner()
                .sends(
                    Map.of(
                        "first_name", "Ada",
                        "phone", "123",
                        "email", "x@example.com",
                        "password", CHOSEN))
                .patch(made),
            200,
            "LseUser");
    assertThat((String) changed.path("first_name")).isEqualTo("Ada");
    assertThat((String) changed.path("username")).isEqualTo("new");
    assertThat((String) changed.path("phone")).as("a name is no phone").isEmpty();
    assertThat((String) changed.path("email")).isNotEqualTo("x@example.com");
    Shapes.invalid(
        company.owner().sends(Map.of("first_name", "x".repeat(257))).patch(made), "first_name");

    var theirs = "/api/users/" + world.member(company, "Theirs", Role.ANNOTATOR) + "/";
    Shapes.error(
        company.owner().sends(Map.of("first_name", "Ada")).patch(theirs), 403, "profile-is-theirs");
    var own = "/api/users/" + company.owner().id() + "/";
    var mine =
        Shapes.check(
            company.owner().sends(Map.of("first_name", "Olivia")).patch(own), 200, "LseUser");
    assertThat((String) mine.path("first_name")).isEqualTo("Olivia");
  }

  @Test
  void deletingTakesOutOfThisOrganizationAlone() {
    var company = world.small("Deleting");
    var other = world.small("Deleting Not");
    var person = other.owner();
    assertThat(
            company.owner().sends(Map.of("email", person.email())).post("/api/users/").statusCode())
        .isEqualTo(201);

    assertThat(company.owner().asks().delete("/api/users/" + person.id() + "/").statusCode())
        .isEqualTo(204);

    assertThat(person.asks().get(other.path()).statusCode()).isEqualTo(200);
    assertThat(person.asks().get(company.path()).statusCode()).isEqualTo(404);
    Shapes.error(
        company.owner().asks().delete("/api/users/" + company.owner().id() + "/"),
        405,
        "acts-on-oneself");
  }

  @Test
  void hotkeysAreKept() {
    var person = world.signIn(world.account("Hotkeys"));
    var none = Shapes.check(person.asks().get("/api/current-user/hotkeys/"), 200, "Hotkeys");
    assertThat((Map<?, ?>) none.path("custom_hotkeys")).isEmpty();
    var keys =
        Map.of(
            "regions:delete", Map.of("key", "ctrl+ü", "active", true),
            "odd", "\ud83d\ude00\u0001",
            "many", List.of(1, 2.5));

    var kept =
        Shapes.check(
            person
                .sends(Map.of("custom_hotkeys", keys))
                .patch("/api/current-user/hotkeys/?project=1"),
            200,
            "Hotkeys");

    assertThat((String) kept.path("custom_hotkeys.'regions:delete'.key")).isEqualTo("ctrl+ü");
    var again = person.sends("{}").patch("/api/current-user/hotkeys/");
    assertThat(again.asString()).as("nothing was sent").isEqualTo(kept.asString());
    assertThat(
            (String)
                person
                    .asks()
                    .get("/api/current-user/whoami")
                    .path("custom_hotkeys.'regions:delete'.key"))
        .isEqualTo("ctrl+ü");
    person.sends(Map.of("custom_hotkeys", Map.of())).patch("/api/current-user");
    assertThat((Map<?, ?>) person.asks().get("/api/current-user/hotkeys/").path("custom_hotkeys"))
        .isEmpty();
  }

  @Test
  void hotkeysAreAnObjectOfSomeSize() {
    var person = world.shared().as(Actor.AN);
    var path = "/api/current-user/hotkeys/";
    for (var wrong : List.of("[]", "1", "\"x\"")) {
      Shapes.invalid(
          person.sends("{\"custom_hotkeys\": %s}".formatted(wrong)).patch(path), "custom_hotkeys");
    }
    Shapes.invalid(
        person.sends(Map.of("custom_hotkeys", Map.of("a", "x".repeat(20_000)))).patch(path),
        "custom_hotkeys");
    Shapes.invalid(
        person.sends("{\"custom_hotkeys\": {\"a\": \"\\ud800\"}}").patch(path), "custom_hotkeys.a");
    Shapes.invalid(person.asks().get(path + "?project=x"), "project");
    Shapes.error(given().get(path), 401, "not-authenticated");
  }
}
