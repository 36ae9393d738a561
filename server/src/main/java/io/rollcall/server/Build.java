package io.rollcall.server;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which Rollcall this is: its version, and the commit that it was built from ({@code unknown}
 * outside a checkout).
 */
@ApplicationScoped
public class Build {
  private final String version;
  private final String commit;

  Build(@ConfigProperty(name = "quarkus.application.version") String version) {
    this.version = version;
    this.commit = commitOfThisBuild();
  }

  public String version() {
    return version;
  }

  public String commit() {
    return commit;
  }

  private static String commitOfThisBuild() {
    try (InputStream file = Build.class.getResourceAsStream("/git.properties")) {
      if (file == null) {
        return "unknown";
      }
      var properties = new Properties();
      properties.load(file);
      return properties.getProperty("git.commit.id.abbrev", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
