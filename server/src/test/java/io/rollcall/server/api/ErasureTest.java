package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The end of an account. */
@ApiTest
class ErasureTest {
  @Inject World world;

  @Test
  void erasedPersonIsDeletedUserInTheListsOfTheOrganization() {
    var company = world.small("Erasing");
    var member = world.signIn(new UserId(world.member(company, "Leaving Soon", Role.REVIEWER)));

    member.sends(Map.of("password", World.PASSWORD)).post("/api/auth/erase").then().statusCode(204);

    member.asks().get("/api/current-user").then().statusCode(401);
    var left =
        company.owner().asks().queryParam("is_deleted", true).get(company.path() + "/memberships");
    assertThat(left.statusCode()).isEqualTo(200);
    assertThat(left.asString())
        .contains("\"Deleted\"")
        .doesNotContain(member.email())
        .doesNotContain("Leaving Soon");
  }

  @Test
  void ownerTransfersFirst() {
    var owner = world.small("Owned").owner();

    Shapes.error(
        owner.sends(Map.of("password", World.PASSWORD)).post("/api/auth/erase"),
        400,
        "owner-keeps-role");
    owner.asks().get("/api/current-user").then().statusCode(200);
  }

  @Test
  void wrongOrMissingPasswordErasesNothing() {
    var person = world.signIn(world.account("Undecided"));

    Shapes.invalid(person.sends(Map.of("password", "wrong")).post("/api/auth/erase"), "password");
    Shapes.invalid(person.sends(Map.of()).post("/api/auth/erase"), "password");
    person.asks().get("/api/current-user").then().statusCode(200);
  }
}
