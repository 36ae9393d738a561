package io.rollcall.server;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.rollcall.application.identity.IndexPeople;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Brings the search for people up to date, a second after they change. Every node tries. */
@ApplicationScoped
class SearchIndexing {
  private final IndexPeople people;
  private volatile boolean stopping;

  SearchIndexing(IndexPeople people) {
    this.people = people;
  }

  @Scheduled(
      identity = "search-index",
      every = "1s",
      concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    people.execute(() -> !stopping);
  }

  /** Before whoever waits for work under way. */
  void stop(@Observes @Priority(1) ShutdownEvent event) {
    stopping = true;
  }
}
