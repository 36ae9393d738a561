package io.rollcall.server;

import io.rollcall.rest.Installation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What use cases and the REST adapter get from the process: the time, and what this server is. */
@ApplicationScoped
class Wiring {
  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  Installation installation(RollcallConfig config, Build build) {
    return new Installation(config.url(), build.version(), build.commit());
  }
}
