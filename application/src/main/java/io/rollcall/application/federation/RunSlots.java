package io.rollcall.application.federation;

import io.rollcall.application.port.RunLimits;
import io.rollcall.domain.identity.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How many runs work at once on this node. A run holds a database connection for as long as its
 * directory takes, which its owner decides; without a limit a few slow directories of one
 * organization would take the connections that everybody's requests need.
 */
@ApplicationScoped
class RunSlots {
  /** Shorter than it takes until a queued run counts as abandoned. */
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final int most;
  private final int mostOfOne;
  private final Duration patience;
  private final Map<OrganizationId, Integer> taken = new HashMap<>();
  private int all;

  @jakarta.inject.Inject
  RunSlots(RunLimits limits) {
    this(limits, PATIENCE);
  }

  RunSlots(RunLimits limits, Duration patience) {
    this.most = limits.parallelRuns();
    this.mostOfOne = Math.max(1, most / 2);
    this.patience = patience;
  }

  /** No slot became free in time. */
  static final class NoneFree extends Exception {
    private static final long serialVersionUID = 1;

    NoneFree(String message) {
      super(message);
    }
  }

  /** A slot; close it when the run is over. */
  interface Slot extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for a slot: one of the server's, and of the half of them that one organization may have.
   */
  synchronized Slot take(OrganizationId organization) throws NoneFree {
    long deadline = System.nanoTime() + patience.toNanos();
    while (all >= most || of(organization) >= mostOfOne) {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new NoneFree(
            all >= most
                ? "%d runs are under way on this server, as many as it does at once. Ask again later."
                    .formatted(all)
                : "%d runs of this organization are under way, as many as are done at once. Ask again later."
                    .formatted(of(organization)));
      }
      pause(left);
    }
    all++;
    taken.merge(organization, 1, Integer::sum);
    return () -> release(organization);
  }

  private void pause(long millis) throws NoneFree {
    try {
      wait(millis);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new NoneFree("The server is stopping. Ask again when it is back.");
    }
  }

  private int of(OrganizationId organization) {
    return taken.getOrDefault(organization, 0);
  }

  private synchronized void release(OrganizationId organization) {
    all--;
    taken.computeIfPresent(organization, (id, count) -> count == 1 ? null : count - 1);
    notifyAll();
  }
}
