package io.rollcall.application.port;

/**
 * Runs work that outlives the request that asked for it. Waits for it, within bounds, when the
 * server shuts down.
 */
public interface Background {
  /**
   * @param name what an operator reads when the work fails or is still going on at shutdown
   */
  void run(String name, Runnable work);
}
