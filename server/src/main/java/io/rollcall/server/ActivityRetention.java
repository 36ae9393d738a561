package io.rollcall.server;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.rollcall.application.organization.ForgetActivity;
import jakarta.enterprise.context.ApplicationScoped;

/** Removes what the activity log has kept for long enough. Every node asks; one at a time does. */
@ApplicationScoped
class ActivityRetention {
  private final ForgetActivity forget;

  ActivityRetention(ForgetActivity forget) {
    this.forget = forget;
  }

  @Scheduled(
      identity = "activity-retention",
      every = "10m",
      delayed = "2m",
      concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    forget.execute();
  }
}
