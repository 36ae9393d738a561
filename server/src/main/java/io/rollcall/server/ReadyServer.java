package io.rollcall.server;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Runs once everything listens: says so, and waits for the end. */
public class ReadyServer implements QuarkusApplication {
  private static final Logger LOG = Logger.getLogger("io.rollcall.server");

  private final Build build;
  private final RollcallConfig rollcall;
  private final ConfiguredDomains domains;

  @Inject
  ReadyServer(Build build, RollcallConfig rollcall, ConfiguredDomains domains) {
    this.build = build;
    this.rollcall = rollcall;
    this.domains = domains;
  }

  @Override
  public int run(String... arguments) {
    domains.apply();
    var config = ConfigProvider.getConfig();
    LOG.infof(
        "Rollcall %s (commit %s) is ready at %s", build.version(), build.commit(), rollcall.url());
    LOG.infof(
        "Database: %s",
        rollcall
            .database()
            .description()
            .orElseGet(() -> config.getValue("quarkus.datasource.jdbc.url", String.class)));
    Quarkus.waitForExit();
    return 0;
  }
}
