package io.rollcall.application.identity;

import io.rollcall.application.port.InMemoryWorld;
import java.util.Set;

/** Rules for passwords, for tests of other packages: one password is common. */
public final class PasswordsFixture {
  public static final String COMMON = "iloveyou1";

  private PasswordsFixture() {}

  public static Passwords in(InMemoryWorld world) {
    return new Passwords(
        password -> Set.of(COMMON).contains(password.reveal().toLowerCase(java.util.Locale.ROOT)),
        world.hasher());
  }
}
