package io.rollcall.application.identity;

import io.rollcall.application.port.InMemoryWorld;
import io.rollcall.application.port.Mailer;
import io.rollcall.application.port.ServerInfo;
import io.rollcall.domain.identity.Secret;

/** Signing in, for tests of other packages. */
public final class SignInFixture {
  private SignInFixture() {}

  public static SignIn in(InMemoryWorld world, OpenSession open, ServerInfo server) {
    return new SignIn(
        world.users(),
        world.accountViews(),
        open,
        world.hasher(),
        server,
        AttemptsFixture.in(world),
        world.atomically(),
        world.notes());
  }

  /** Proves an address with the link from a mail. */
  public static void follow(InMemoryWorld world, Mailer mailer, Secret token) {
    new VerifyAddress(
            world.accountTokens(),
            world.users(),
            AccountMailsFixture.in(world, mailer),
            AttemptsFixture.in(world),
            world.vault(),
            world.atomically(),
            world.clock(),
            world.notes())
        .execute(new VerifyAddress.Command(token, new Client("", "192.0.2.1")));
  }
}
