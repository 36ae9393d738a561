package io.rollcall.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.rollcall.application.organization.DeliverLetter;
import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.Background;
import io.rollcall.application.port.LetterWritten;
import io.rollcall.application.port.Outbox;
import io.rollcall.application.port.Postman.Outcome;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Carries letters as soon as they are written, and looks now and then for those that are due again
 * or whose node died.
 */
@ApplicationScoped
class MailWorker {
  private static final Logger LOG = Logger.getLogger(MailWorker.class);

  /** How many letters travel at once; the rest wait for their turn. */
  private static final int LANES = 4;

  private final DeliverLetter deliver;
  private final Background background;
  private final MeterRegistry metrics;
  private final AtomicInteger busy = new AtomicInteger();
  private volatile boolean stopping;

  MailWorker(
      DeliverLetter deliver,
      Outbox outbox,
      Background background,
      Atomically atomically,
      MeterRegistry metrics) {
    this.deliver = deliver;
    this.background = background;
    this.metrics = metrics;
    metrics.gauge("rollcall.letters.waiting", outbox, waiting -> atomically.get(waiting::waiting));
  }

  void written(@Observes(during = TransactionPhase.AFTER_SUCCESS) LetterWritten letter) {
    wake();
  }

  @Scheduled(identity = "letters", every = "2s")
  void look() {
    wake();
  }

  /** Before whoever waits for work under way. */
  void stop(@Observes @Priority(1) ShutdownEvent event) {
    stopping = true;
  }

  private void wake() {
    if (!stopping && busy.incrementAndGet() <= LANES) {
      background.run("Letters", this::carry);
    } else if (!stopping) {
      busy.decrementAndGet();
    }
  }

  private void carry() {
    try {
      while (!stopping) {
        var attempt = deliver.execute();
        if (attempt.isEmpty()) {
          return;
        }
        report(attempt.get());
      }
    } finally {
      busy.decrementAndGet();
    }
  }

  private void report(DeliverLetter.Attempt attempt) {
    var outcome =
        switch (attempt.outcome()) {
          case Outcome.Taken ignored -> "sent";
          case Outcome.NotNow later -> {
            LOG.warnf(
                "The %s to %s was not taken (attempt %d) and will be tried again: %s",
                attempt.kind(), attempt.to(), attempt.number(), later.reason());
            yield "postponed";
          }
          case Outcome.Never never -> {
            LOG.errorf(
                "The %s to %s was not sent after %d attempts: %s",
                attempt.kind(), attempt.to(), attempt.number(), never.reason());
            yield "failed";
          }
        };
    metrics.counter("rollcall.letters", "outcome", outcome).increment();
  }
}
