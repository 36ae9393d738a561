package io.rollcall.application.identity;

import io.rollcall.application.port.FixedServerInfo;
import io.rollcall.application.port.InMemoryWorld;

/** Limits on attempts, for tests of other packages. */
public final class AttemptsFixture {
  private AttemptsFixture() {}

  public static Attempts in(InMemoryWorld world) {
    return new Attempts(world.attempts(), world.vault(), FixedServerInfo.DEFAULT, world.clock());
  }
}
