package io.rollcall.server;

import io.rollcall.application.port.RunLimits;
import io.rollcall.mail.MailSettings;
import io.rollcall.rest.Installation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.Config;

/** What use cases and the REST adapter get from the process: the time, and what this server is. */
@ApplicationScoped
class Wiring {
  private static final String MAIL_SERVER = "quarkus.mailer.host";

  /**
   * As fine as PostgreSQL keeps time, so that what is answered at once and what is read later are
   * equal.
   */
  @Produces
  @Singleton
  InstantSource clock() {
    return () -> Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  @Produces
  @Singleton
  RunLimits runLimits(RollcallConfig config) {
    return new RunLimits(config.sync().parallelRuns());
  }

  @Produces
  @Singleton
  Installation installation(RollcallConfig config, Build build) {
    return new Installation(config.url(), build.version(), build.commit());
  }

  @Produces
  @Singleton
  MailSettings mail(RollcallConfig config, Config all) {
    return new MailSettings(config.url(), isSet(all, MAIL_SERVER), config.mail().keep());
  }

  /** Whether an operator set the key; Quarkus has a default for nearly every one of its own. */
  private static boolean isSet(Config all, String key) {
    var value = all.getConfigValue(key);
    return value.getValue() != null
        && !value.getValue().isBlank()
        && value.getSourceOrdinal() > Integer.MIN_VALUE;
  }
}
