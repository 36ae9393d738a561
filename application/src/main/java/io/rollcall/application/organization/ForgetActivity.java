package io.rollcall.application.organization;

import io.rollcall.application.port.ActivityRepository;
import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.ServerInfo;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/**
 * Removes what the activity log has kept for long enough. Every node may ask for it; one does it.
 */
@ApplicationScoped
public class ForgetActivity {
  /** As many as go in a moment, so that nobody who writes has to wait. */
  private static final int AT_ONCE = 5_000;

  private final ActivityRepository activities;
  private final ServerInfo server;
  private final Atomically atomically;
  private final InstantSource clock;

  ForgetActivity(
      ActivityRepository activities,
      ServerInfo server,
      Atomically atomically,
      InstantSource clock) {
    this.activities = activities;
    this.server = server;
    this.atomically = atomically;
    this.clock = clock;
  }

  /**
   * Each batch in a transaction of its own.
   *
   * @return how many rows went
   */
  public long execute() {
    var before = clock.instant().minus(server.activityRetention());
    long gone = 0;
    int batch;
    do {
      batch = atomically.get(() -> activities.forget(before, AT_ONCE));
      gone += batch;
    } while (batch == AT_ONCE);
    return gone;
  }
}
