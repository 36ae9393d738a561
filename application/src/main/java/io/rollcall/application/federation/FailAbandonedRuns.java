package io.rollcall.application.federation;

import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.SyncRunRepository;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.federation.SyncRun.Reason;
import io.rollcall.domain.federation.SyncRun.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.time.InstantSource;

/**
 * Marks runs as failed whose process died. They left nothing half done: a plan is applied in one
 * transaction.
 */
@ApplicationScoped
public class FailAbandonedRuns {
  private static final System.Logger LOG = System.getLogger(FailAbandonedRuns.class.getName());

  private final SyncRunRepository runs;
  private final Atomically atomically;
  private final InstantSource clock;

  FailAbandonedRuns(SyncRunRepository runs, Atomically atomically, InstantSource clock) {
    this.runs = runs;
    this.atomically = atomically;
    this.clock = clock;
  }

  public void execute() {
    for (var run : runs.abandoned()) {
      atomically.run(() -> runs.update(failed(run)));
      LOG.log(
          Level.WARNING,
          "Sync run {0}: its process is gone; marked as failed, nothing changed",
          run.id());
    }
  }

  private SyncRun failed(SyncRun run) {
    var reason =
        new Reason("node-lost", "The server process that worked on it ended; nothing changed.");
    return run.ended(Status.FAILED, reason, clock.instant());
  }
}
