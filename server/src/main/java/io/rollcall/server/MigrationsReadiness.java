package io.rollcall.server;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;

/**
 * Ready once every migration that this version carries is applied; whether the database answers,
 * Agroal's check says.
 */
@Readiness
@ApplicationScoped
public class MigrationsReadiness implements HealthCheck {
  private final Flyway flyway;
  private volatile boolean applied;

  MigrationsReadiness(Flyway flyway) {
    this.flyway = flyway;
  }

  @Override
  public HealthCheckResponse call() {
    // What is applied stays applied, so that probes cost the owner's connection once only.
    if (!applied) {
      applied = flyway.info().pending().length == 0;
    }
    return HealthCheckResponse.named("Database migrations applied").status(applied).build();
  }
}
