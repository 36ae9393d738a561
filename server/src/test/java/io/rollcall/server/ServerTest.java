package io.rollcall.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
class ServerTest {
  @Inject DataSource pool;

  @Test
  void isReadyOnceTheDatabaseAnswersAndIsMigrated() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body(
            "checks.name",
            hasItems("Database migrations applied", "Database connections health check"));
  }

  @Test
  void publishesItsContractAndItsMeasurements() {
    given().get("/openapi").then().statusCode(200).body(containsString("openapi:"));
    given().get("/q/metrics").then().statusCode(200).body(containsString("agroal_"));
  }

  @Test
  void servesAsARoleThatRowLevelSecurityBinds() throws SQLException {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select current_user,
                       (select rolsuper or rolbypassrls from pg_roles where rolname = current_user),
                       (select count(*) from pg_class where relowner = current_user::regrole),
                       has_table_privilege('organization', 'select, insert, update, delete'),
                       has_schema_privilege('public', 'create')
                """)) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("rollcall_app");
      assertThat(row.getBoolean(2)).as("bypasses row-level security").isFalse();
      assertThat(row.getInt(3)).as("owns").isZero();
      assertThat(row.getBoolean(4)).as("may work").isTrue();
      assertThat(row.getBoolean(5)).as("may create tables").isFalse();
    }
  }
}
