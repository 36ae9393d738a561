package io.rollcall.application.federation;

import io.rollcall.application.port.SyncRunRepository;
import io.rollcall.domain.federation.SyncCounts;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.federation.SyncRun.Progress;
import io.rollcall.domain.federation.SyncRun.Reason;
import io.rollcall.domain.federation.SyncRun.Seconds;
import io.rollcall.domain.federation.SyncRun.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands, written down often enough to watch and seldom enough to cost nothing. Not
 * thread-safe.
 */
final class RunProgress {
  private static final Duration PUBLISH_EVERY = Duration.ofMillis(500);

  private final SyncRunRepository runs;
  private final InstantSource clock;
  private SyncRun run;
  private Instant phaseBegan;
  private Instant published;
  private long done;
  private @Nullable Long total;

  RunProgress(SyncRun run, SyncRunRepository runs, InstantSource clock) {
    this.run = run;
    this.runs = runs;
    this.clock = clock;
    this.phaseBegan = clock.instant();
    this.published = phaseBegan;
  }

  SyncRun run() {
    return run;
  }

  /** Begins a phase; returns how many seconds the one before took. */
  double begin(Status status, String phase, @Nullable Long expected) {
    var now = clock.instant();
    var took = seconds(phaseBegan, now);
    phaseBegan = now;
    done = 0;
    total = expected;
    run = run.at(status, new Progress(phase, 0, expected, 0));
    publish(now);
    return took;
  }

  void advance(int count) {
    done += count;
    var now = clock.instant();
    if (now.isAfter(published.plus(PUBLISH_EVERY))) {
      run = run.at(run.status(), current(now));
      publish(now);
    }
  }

  void count(SyncCounts counts) {
    run = run.counted(counts);
  }

  void time(Seconds seconds) {
    run = run.timed(seconds);
  }

  /**
   * The run in its final state, not written down yet: that belongs into the transaction that makes
   * it true.
   */
  SyncRun finished(Status status, @Nullable Reason reason) {
    var now = clock.instant();
    run = run.at(status, current(now)).ended(status, reason, now);
    return run;
  }

  private Progress current(Instant now) {
    var elapsed = seconds(phaseBegan, now);
    return new Progress(
        run.progress().phase(), done, total, elapsed > 0 ? Math.round(done / elapsed) : 0);
  }

  private void publish(Instant now) {
    runs.update(run);
    published = now;
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }
}
