package io.rollcall.server;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.rollcall.server.postgres.EmbeddedPostgres;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An empty database for the tests of one JVM, with the server's own two roles: put
 * {@code @QuarkusTestResource(PostgresForTests.class)} on a {@code @QuarkusTest}.
 */
public class PostgresForTests implements QuarkusTestResourceLifecycleManager {
  private @Nullable EmbeddedPostgres postgres;
  private Map<String, String> asked = Map.of();

  /** Settings that a test wants otherwise. */
  @Override
  public void init(Map<String, String> arguments) {
    asked = arguments;
  }

  @Override
  public Map<String, String> start() {
    try {
      Path home = Files.createTempDirectory("rollcall-test-");
      EmbeddedPostgres started =
          EmbeddedPostgres.start(
              new EmbeddedPostgres.Options(
                  home,
                  Path.of("target/postgres-binaries"),
                  Map.of("fsync", "off", "synchronous_commit", "off"),
                  progress -> {}));
      postgres = started;
      var settings =
          new HashMap<>(
              EmbeddedDatabase.of(started.access(), home, new SmallRyeConfigBuilder().build())
                  .settings());
      settings.put("rollcall.home", home.toString());
      // All tests ask from one address.
      settings.put("rollcall.abuse.per-address", "100000");
      settings.putAll(asked);
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (postgres != null) {
      postgres.close();
    }
  }
}
