package io.rollcall.application.port;

import io.rollcall.domain.identity.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Counts attempts, for all nodes together. Works in a transaction of its own: what was counted
 * stays counted when the caller's fails, and no lock outlives the call.
 */
public interface AttemptCounts {
  /**
   * Takes one attempt from each allowance, or none when one of them is used up. One round trip.
   *
   * @param window in which an allowance that was used up is whole again
   * @return nothing when the attempt may be made, else how long to wait, at least a microsecond
   */
  Optional<Duration> take(Collection<Allowance> allowances, Duration window, Instant at);

  /** Gives one attempt back to each: it turned out to be none that counts. */
  void giveBack(Collection<Allowance> allowances, Duration window);

  /**
   * @param key of what and whom is counted; a hash, for addresses are personal data
   * @param attempts in the window, at least one
   */
  record Allowance(TokenHash key, int attempts) {}
}
