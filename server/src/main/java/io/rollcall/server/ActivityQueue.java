package io.rollcall.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.rollcall.application.organization.KeepActivity;
import io.rollcall.application.port.ActivityLog;
import io.rollcall.application.port.ActivityRepository.Entry;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written into the activity log, in memory; one thread writes it, many at a time.
 * Requests never wait for it: what finds no room is lost, counted and said.
 */
@ApplicationScoped
class ActivityQueue implements ActivityLog {
  private static final Logger LOG = Logger.getLogger(ActivityQueue.class);

  private static final int ROOM = 20_000;
  private static final int BATCH = 1_000;

  /** How long the first of a batch waits for more. */
  private static final Duration GATHER = Duration.ofMillis(200);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** How long the end of the process waits for what is not written yet. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(ROOM);
  private final AtomicLong unsaid = new AtomicLong();
  private final ToIntFunction<List<Entry>> keep;
  private final MeterRegistry metrics;
  private volatile @Nullable Instant end;
  private volatile @Nullable Thread writer;

  @Inject
  ActivityQueue(KeepActivity keep, MeterRegistry metrics) {
    this(keep::execute, metrics);
  }

  /**
   * @param keep writes entries and says how many were kept
   */
  ActivityQueue(ToIntFunction<List<Entry>> keep, MeterRegistry metrics) {
    this.keep = keep;
    this.metrics = metrics;
    metrics.gauge("rollcall.activity.waiting", waiting, BlockingQueue::size);
  }

  @Override
  public void add(Entry entry) {
    if (!waiting.offer(entry)) {
      lost(1);
    }
  }

  @Override
  public void addNobodys() {
    count("nobody", 1);
  }

  void start(@Observes StartupEvent event) {
    writer = Thread.ofVirtual().name("activity-log").start(this::carry);
  }

  /** After the last request was answered, and before the database is let go. */
  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    end = Instant.now().plus(PATIENCE);
    var thread = writer;
    if (thread != null && !thread.join(PATIENCE.plusSeconds(1))) {
      thread.interrupt();
      thread.join(PATIENCE);
    }
    if (!waiting.isEmpty()) {
      lost(waiting.size());
    }
    say();
  }

  private void carry() {
    try {
      while (end == null || !waiting.isEmpty()) {
        var first = waiting.poll(GATHER.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          gatherAndWrite(first);
        }
        say();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt(); // what is left is counted by whoever stopped us
    }
  }

  private void gatherAndWrite(Entry first) throws InterruptedException {
    if (end == null && waiting.size() < BATCH) {
      Thread.sleep(GATHER);
    }
    var batch = new ArrayList<Entry>();
    batch.add(first);
    waiting.drainTo(batch, BATCH - 1);
    write(batch);
  }

  /** Tries again until it is written, for as long as there is time. */
  private void write(List<Entry> batch) throws InterruptedException {
    var pause = GATHER;
    boolean said = false;
    while (true) {
      try {
        int kept = keep.applyAsInt(batch);
        count("kept", kept);
        count("elsewhere", batch.size() - kept);
        return;
      } catch (RuntimeException failure) {
        if (isRefused(failure)) {
          writeOneByOne(batch, failure);
          return;
        }
        if (!said) {
          LOG.warnf("The activity log cannot be written, and is tried again: %s", failure);
          said = true;
        }
        var last = end;
        if (last != null && Instant.now().plus(pause).isAfter(last)) {
          lost(batch.size());
          return;
        }
        pause(pause, batch);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
  }

  /** Whoever is interrupted here has a batch in hand that nobody else knows of. */
  private void pause(Duration time, List<Entry> batch) throws InterruptedException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException stopped) {
      lost(batch.size());
      throw stopped;
    }
  }

  /** One that the database does not take keeps no other from being written. */
  private void writeOneByOne(List<Entry> batch, RuntimeException failure)
      throws InterruptedException {
    if (batch.size() == 1) {
      LOG.errorf(failure, "An entry of the activity log was not taken");
      lost(1);
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      try {
        write(List.of(batch.get(i)));
      } catch (InterruptedException stopped) {
        lost(batch.size() - i - 1);
        throw stopped;
      }
    }
  }

  /** The data is at fault (class 22) or breaks a constraint (23): trying again would not help. */
  private static boolean isRefused(Throwable failure) {
    @Nullable Throwable cause = failure;
    while (cause != null) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23");
      }
      cause = cause.getCause();
    }
    return false;
  }

  private void lost(int entries) {
    count("lost", entries);
    unsaid.addAndGet(entries);
  }

  private void say() {
    long entries = unsaid.getAndSet(0);
    if (entries > 0) {
      LOG.errorf("%d entries of the activity log were lost", entries);
    }
  }

  private void count(String outcome, int entries) {
    if (entries > 0) {
      metrics.counter("rollcall.activity", "outcome", outcome).increment(entries);
    }
  }
}
