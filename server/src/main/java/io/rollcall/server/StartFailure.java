package io.rollcall.server;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.rollcall.server.backup.BackupRefused;
import io.rollcall.server.postgres.StartRefused;
import io.smallrye.config.ConfigValidationException;
import java.net.BindException;
import org.flywaydb.core.api.FlywayException;

/**
 * What a failed start says: one sentence for what an operator can mend, the whole trace for what is
 * our fault.
 */
final class StartFailure {
  private StartFailure() {}

  static void report(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof StartRefused
          || cause instanceof BackupRefused
          || cause instanceof BindException) {
        System.err.println(message);
        return;
      }
      if (cause instanceof ConfigurationException || cause instanceof ConfigValidationException) {
        System.err.println("Rollcall's settings cannot be used: " + message.strip());
        return;
      }
      if (cause instanceof IllegalArgumentException && message.startsWith("rollcall.")) {
        System.err.println("Rollcall's settings cannot be used: " + message.strip() + ".");
        return;
      }
      if (cause instanceof FlywayException) {
        System.err.println("The database could not be migrated: " + message.strip());
        return;
      }
    }
    System.err.println("Rollcall failed to start.");
    failure.printStackTrace();
  }
}
