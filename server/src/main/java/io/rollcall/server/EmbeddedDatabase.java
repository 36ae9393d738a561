package io.rollcall.server;

import io.rollcall.server.postgres.EmbeddedPostgres;
import io.rollcall.server.postgres.PostgresAccess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/**
 * What Quarkus has to know of the embedded database: the owner's credential for Flyway, the
 * application's for the pool.
 */
record EmbeddedDatabase(Map<String, String> settings) {
  private static final String SECRET_KEY = "rollcall.secret-key";
  private static final String PREVIOUS_KEYS = "rollcall.previous-secret-keys";

  static EmbeddedDatabase of(PostgresAccess postgres, Path home, Config config) {
    var settings = new HashMap<String, String>();
    settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl());
    settings.put("quarkus.datasource.username", EmbeddedPostgres.APPLICATION);
    settings.put("quarkus.datasource.password", postgres.applicationPassword());
    settings.put("quarkus.flyway.username", EmbeddedPostgres.OWNER);
    settings.put("quarkus.flyway.password", postgres.ownerPassword());
    settings.put(
        "rollcall.database.description",
        "embedded PostgreSQL "
            + EmbeddedPostgres.VERSION
            + " on port "
            + postgres.port()
            + ", data in "
            + postgres.data());
    if (config.getOptionalValue(SECRET_KEY, String.class).isEmpty()) {
      settings.put(SECRET_KEY, SecretKeyFiles.read(home));
      var previous = SecretKeyFiles.readPrevious(home);
      if (!previous.isEmpty()) {
        settings.put(PREVIOUS_KEYS, SecretKeyFiles.asSetting(previous));
      }
    }
    return new EmbeddedDatabase(Map.copyOf(settings));
  }
}
