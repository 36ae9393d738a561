package io.rollcall.server;

import io.rollcall.server.postgres.StartRefused;
import java.sql.Connection;
import org.eclipse.microprofile.config.Config;

/** A connection as the owner of the tables, whom row-level security does not bind. */
final class OwnerConnection {
  private OwnerConnection() {}

  /**
   * @throws StartRefused when the database cannot be reached
   */
  static Connection open(Config config) {
    return ExternalDatabase.connect(
        config.getValue("quarkus.datasource.jdbc.url", String.class),
        ExternalDatabase.credential(config, "quarkus.flyway").orElseThrow());
  }
}
