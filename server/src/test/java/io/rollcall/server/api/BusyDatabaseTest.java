package io.rollcall.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Where all connections to the database are in use. */
@QuarkusTest
@TestProfile(BusyDatabaseTest.Small.class)
class BusyDatabaseTest {
  private static final int CONNECTIONS = 4;

  public static class Small extends ServerProfile {
    public Small() {
      super(
          Map.of(
              "quarkus.datasource.jdbc.max-size",
              String.valueOf(CONNECTIONS),
              "quarkus.datasource.jdbc.acquisition-timeout",
              "0.2s"));
    }
  }

  @Inject World world;
  @Inject DataSource pool;

  @Test
  void requestsAreAskedToComeBack() throws Exception {
    var person = world.signIn(world.account("Patient"));
    var held = new ArrayList<Connection>();
    try {
      while (held.size() < CONNECTIONS) {
        held.add(pool.getConnection());
      }
      for (var answer :
          new io.restassured.response.Response[] {
            person.asks().get("/api/current-user"),
            given().header("X-API-Key", "unknown").get("/api/current-user"),
            given()
                .contentType(ContentType.JSON)
                .body(Map.of("email", person.email(), "password", World.PASSWORD))
                .post("/api/auth/login")
          }) {
        Shapes.error(answer, 503, "unavailable");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
      }
    } finally {
      for (var connection : held) {
        connection.close();
      }
    }
    person.asks().get("/api/current-user").then().statusCode(200);
  }
}
