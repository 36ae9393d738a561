package io.rollcall.ldap;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries batches from a thread that reads to the caller's thread, and at last how the reading
 * ended.
 */
final class Lane<T> {
  private record Event<T>(@Nullable List<T> batch) {}

  private final Run run;
  private final BlockingQueue<Event<T>> events;

  Lane(Run run, BlockingQueue<?> queue) {
    this.run = run;
    @SuppressWarnings("unchecked") // the queue is new and empty
    var empty = (BlockingQueue<Event<T>>) queue;
    this.events = empty;
  }

  /** Hands over a batch; waits while the caller is behind. */
  void put(List<T> batch) {
    enqueue(new Event<>(batch));
  }

  /** Says that everything was handed over. */
  void end() {
    enqueue(new Event<>(null));
  }

  private void enqueue(Event<T> event) {
    try {
      events.put(event);
    } catch (InterruptedException stop) {
      throw Run.interrupted();
    }
  }

  /**
   * Delivers every batch on this thread.
   *
   * @throws io.rollcall.domain.federation.ReadFailed when the run failed or took too long
   */
  void drain(Consumer<List<T>> consumer) {
    while (true) {
      var batch = next().batch();
      if (batch == null) {
        return;
      }
      consumer.accept(batch);
    }
  }

  private Event<T> next() {
    try {
      while (!run.failed() && run.left() > 0) {
        var event = events.poll(Math.min(run.left(), POLL_NANOS), TimeUnit.NANOSECONDS);
        if (event != null) {
          return event;
        }
      }
    } catch (InterruptedException stop) {
      throw Run.interrupted();
    }
    throw run.failed() ? run.failure() : run.timedOut();
  }

  /** How soon a failure of the other lane is noticed. */
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
}
