package io.rollcall.server;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.rollcall.application.organization.PurgeDeletedOrganizations;
import jakarta.enterprise.context.ApplicationScoped;

/** Purges deleted organizations when their time is up. Every node does; each batch by one alone. */
@ApplicationScoped
class DeletedOrganizations {
  private final PurgeDeletedOrganizations purge;

  DeletedOrganizations(PurgeDeletedOrganizations purge) {
    this.purge = purge;
  }

  @Scheduled(
      identity = "deleted-organizations",
      every = "10m",
      delayed = "1m",
      concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    purge.execute();
  }
}
