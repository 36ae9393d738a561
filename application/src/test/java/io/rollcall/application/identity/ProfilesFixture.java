package io.rollcall.application.identity;

import io.rollcall.application.port.InMemoryWorld;

/** Changing profiles, for tests of other packages. */
public final class ProfilesFixture {
  private ProfilesFixture() {}

  public static UpdateProfile in(InMemoryWorld world) {
    return new UpdateProfile(world.users(), world.notes());
  }
}
