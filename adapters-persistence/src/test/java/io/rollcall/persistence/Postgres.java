package io.rollcall.persistence;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/**
 * A PostgreSQL of the tests' own. Migrations run as the owner of the database, who is no superuser;
 * the pool is {@code rollcall_app}, as in production.
 */
public class Postgres implements QuarkusTestResourceLifecycleManager {
  private EmbeddedPostgres server;

  @Override
  public Map<String, String> start() {
    try {
      server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setServerConfig("synchronous_commit", "off")
              .setServerConfig("full_page_writes", "off")
              .setServerConfig("max_connections", "60")
              .start();
      try (var connection = server.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("create role rollcall_owner login password 'owner' createrole");
        statement.execute("create role rollcall_app login password 'app'");
        statement.execute("create database rollcall owner rollcall_owner");
      }
    } catch (IOException | SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return Map.of(
        "quarkus.datasource.jdbc.url",
        "jdbc:postgresql://localhost:%d/rollcall?sslmode=disable".formatted(server.getPort()),
        "quarkus.datasource.username",
        "rollcall_app",
        "quarkus.datasource.password",
        "app",
        "quarkus.flyway.username",
        "rollcall_owner",
        "quarkus.flyway.password",
        "owner",
        "rollcall.test.superuser-url",
        "jdbc:postgresql://localhost:%d/rollcall?user=postgres".formatted(server.getPort()));
  }

  @Override
  public void stop() {
    if (server != null) {
      try {
        server.close();
      } catch (IOException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }
}
