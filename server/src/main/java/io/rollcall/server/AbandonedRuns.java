package io.rollcall.server;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.rollcall.application.federation.FailAbandonedRuns;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Looks for sync runs whose process died, at start and ever after; every node does, and either may
 * find them.
 */
@ApplicationScoped
class AbandonedRuns {
  private final FailAbandonedRuns fail;

  AbandonedRuns(FailAbandonedRuns fail) {
    this.fail = fail;
  }

  @Scheduled(
      identity = "abandoned-sync-runs",
      every = "15s",
      concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    fail.execute();
  }
}
