package io.rollcall.application.port;

/**
 * How much of the server sync runs may take.
 *
 * @param parallelRuns how many work at once on one node, at least 1; one organization gets half of
 *     them
 */
public record RunLimits(int parallelRuns) {
  public RunLimits {
    if (parallelRuns < 1) {
      throw new IllegalArgumentException("rollcall.sync.parallel-runs must be at least 1");
    }
  }
}
