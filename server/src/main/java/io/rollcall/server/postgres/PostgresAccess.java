package io.rollcall.server.postgres;

import java.nio.file.Path;

/**
 * How to reach an embedded PostgreSQL that runs.
 *
 * @param data where its data lies
 */
public record PostgresAccess(
    int port, Path data, String ownerPassword, String applicationPassword) {

  /** The URL for JDBC, without credentials. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + EmbeddedPostgres.DATABASE;
  }

  /** Passwords stay out of logs. */
  @Override
  public String toString() {
    return "PostgreSQL on port " + port + ", data in " + data;
  }
}
