package io.rollcall.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two who want the same invitation at once, over HTTP. */
@ApiTest
@Timeout(120)
class InvitationRaceTest {
  private static final int ROUNDS = 8;

  @Inject World world;

  private static void invite(World.Company company, String email) {
    assertThat(
            company
                .owner()
                .sends(Map.of("emails", List.of(email), "role", "AN"))
                .post("/api/invite/send-email")
                .statusCode())
        .isEqualTo(200);
  }

  private static int signUp(String email, String token) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", email, "password", World.PASSWORD, "token", token))
        .post("/api/auth/signup")
        .statusCode();
  }

  private static int members(World.Company company) {
    return company.owner().asks().get(company.path() + "/memberships").path("count");
  }

  @Test
  void twoRedemptionsMakeOneMember() throws Exception {
    var company = world.small("Race twice");
    for (int i = 0; i < ROUNDS; i++) {
      var email = World.email("twice");
      invite(company, email);
      var token = KeptMail.tokenTo(email);

      assertThat(Race.of(List.of(() -> signUp(email, token), () -> signUp(email, token))))
          .containsExactlyInAnyOrder(201, 400);
      assertThat(members(company)).isEqualTo(i + 2);
    }
  }

  @Test
  void linkTakesManyAtOnceAndEachOnce() throws Exception {
    var company = world.small("Race link");
    for (int i = 0; i < ROUNDS; i++) {
      String token = company.owner().asks().get("/api/invite").path("token");
      var email = World.email("link");
      var person = world.signIn(world.account("Link twice"));
      Callable<Integer> joins =
          () -> person.sends(Map.of("token", token)).post("/api/invite/accept").statusCode();

      var statuses =
          Race.of(
              List.of(
                  () -> signUp(email, token),
                  () -> signUp(email, token),
                  () -> signUp(World.email("link"), token),
                  joins,
                  joins));

      assertThat(statuses.subList(0, 2)).containsExactlyInAnyOrder(201, 400);
      assertThat(statuses.subList(2, 5)).containsExactly(201, 200, 200);
      assertThat(members(company)).isEqualTo(3 * i + 4);
    }
  }

  @Test
  void linkIsMadeOnceForTheFirstWhoLookAtOnce() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      var company = world.small("Race first");
      var seen = new java.util.concurrent.ConcurrentSkipListSet<String>();
      Callable<Integer> looks =
          () -> {
            var answer = company.owner().asks().get("/api/invite");
            seen.add(answer.path("token"));
            return answer.statusCode();
          };

      assertThat(Race.of(List.of(looks, looks, looks))).containsExactly(200, 200, 200);
      assertThat(seen).hasSize(1);
    }
  }

  @Test
  void addressThatIsAddedTwiceAtOnceIsOneMember() throws Exception {
    var company = world.small("Race adding");
    for (int i = 0; i < ROUNDS; i++) {
      var email = World.email("adding");
      Callable<Integer> adds =
          () -> company.owner().sends(Map.of("email", email)).post("/api/users/").statusCode();

      assertThat(Race.of(List.of(adds, adds))).containsExactlyInAnyOrder(201, 400);
      assertThat(members(company)).isEqualTo(i + 2);
    }
  }

  @Test
  void redeemedOrRevokedNeverBoth() throws Exception {
    var company = world.small("Race revoke");
    int joined = 0;
    for (int i = 0; i < ROUNDS; i++) {
      var email = World.email("revoke");
      invite(company, email);
      var token = KeptMail.tokenTo(email);

      var statuses =
          Race.<Integer>of(
              List.of(
                  () -> signUp(email, token),
                  () ->
                      company
                          .owner()
                          .sends(Map.of("email", email))
                          .post("/api/invite/revoke")
                          .statusCode()));

      assertThat(statuses).isIn(List.of(201, 404), List.of(400, 200));
      joined += statuses.getFirst() == 201 ? 1 : 0;
      assertThat(members(company)).isEqualTo(joined + 1);
    }
  }

  /** A directory or a login joins through the same lock. */
  @Test
  void joiningByTwoRoutesMakesOneMemberWithTheGrantsOfBoth() throws Exception {
    var company = world.small("Race routes");
    for (int i = 0; i < ROUNDS; i++) {
      var person = world.signIn(world.account("Both routes"));
      invite(company, person.email());
      var token = KeptMail.tokenTo(person.email());

      var statuses =
          Race.of(
              List.of(
                  () ->
                      person.sends(Map.of("token", token)).post("/api/invite/accept").statusCode(),
                  () -> {
                    world.join(
                        new OrganizationId(company.id()),
                        new UserId(company.owner().id()),
                        new UserId(person.id()),
                        null);
                    return 200;
                  }));

      assertThat(statuses).containsExactly(200, 200);
      assertThat(members(company)).isEqualTo(i + 2);
      assertThat(
              (String)
                  company
                      .owner()
                      .asks()
                      .get(company.path() + "/memberships/" + person.id() + "/explanation")
                      .path("role"))
          .isEqualTo("AN");
    }
  }
}
