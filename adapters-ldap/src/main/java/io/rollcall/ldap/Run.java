package io.rollcall.ldap;

import io.rollcall.domain.federation.ReadFailed;
import io.rollcall.domain.federation.ReadFailure;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One call of the port: when it must be over, and what to cut when it is. A server that sends a
 * byte now and then never runs into a socket's time-out; cutting its connections from outside is
 * what ends it.
 */
final class Run implements AutoCloseable {
  private final Duration allowed;
  private final long deadline;
  private final Set<Closeable> connections = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Optional<Throwable>> failure =
      new AtomicReference<>(Optional.empty());
  private volatile boolean over;

  Run(Duration allowed) {
    this.allowed = allowed;
    this.deadline = System.nanoTime() + allowed.toNanos();
  }

  /** Nanoseconds left, never negative. */
  long left() {
    return Math.max(0, deadline - System.nanoTime());
  }

  ReadFailed timedOut() {
    return new ReadFailed(
        ReadFailure.TIMED_OUT,
        "The run took longer than the %d seconds it may take.".formatted(allowed.toSeconds()));
  }

  static ReadFailed interrupted() {
    Thread.currentThread().interrupt();
    return new ReadFailed(
        ReadFailure.CONNECTION_LOST, "Reading was interrupted, as when the server stops.");
  }

  /** Closes this connection at the end at the latest. */
  void owns(Closeable connection) {
    connections.add(connection);
    if (over) {
      close(connection);
    }
  }

  /** Starts a thread that ends with this run. */
  void start(String name, Runnable work) {
    var thread = Thread.ofVirtual().name(name).unstarted(work);
    threads.add(thread);
    thread.start();
  }

  /**
   * Remembers the first failure, which is the one that explains the others, and cuts everything.
   */
  void fail(Throwable cause) {
    failure.compareAndSet(Optional.empty(), Optional.of(cause));
    close();
  }

  /** The first failure, for throwing on the caller's thread. */
  RuntimeException failure() {
    var cause = failure.get().orElseThrow();
    return switch (cause) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      default -> new IllegalStateException(cause);
    };
  }

  boolean failed() {
    return failure.get().isPresent();
  }

  /** Runs something on a thread of its own and waits for it no longer than the run may take. */
  <T> T within(String name, Callable<T> work) {
    var task = new FutureTask<>(work);
    start(name, task);
    try {
      return task.get(left(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw timedOut();
    } catch (InterruptedException stop) {
      throw interrupted();
    } catch (ExecutionException failed) {
      fail(Objects.requireNonNullElse(failed.getCause(), failed));
      throw failure();
    }
  }

  @Override
  public void close() {
    over = true;
    connections.forEach(Run::close);
    threads.forEach(
        thread -> {
          if (thread != Thread.currentThread()) {
            thread.interrupt();
          }
        });
  }

  private static void close(Closeable connection) {
    try {
      connection.close();
    } catch (IOException alreadyBroken) {
      // What is broken is closed enough.
    }
  }
}
