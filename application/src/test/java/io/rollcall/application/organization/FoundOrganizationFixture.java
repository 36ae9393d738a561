package io.rollcall.application.organization;

import io.rollcall.application.identity.AccountMailsFixture;
import io.rollcall.application.identity.AttemptsFixture;
import io.rollcall.application.identity.OpenSession;
import io.rollcall.application.identity.PasswordsFixture;
import io.rollcall.application.port.InMemoryWorld;
import io.rollcall.application.port.Mailer;
import io.rollcall.application.port.ServerInfo;

/** Founding an organization, for tests of other packages. */
public final class FoundOrganizationFixture {
  private FoundOrganizationFixture() {}

  public static FoundOrganization in(InMemoryWorld world, ServerInfo server) {
    return new FoundOrganization(world.organizations(), server, world.ids(), world.clock());
  }

  public static SignUp signUp(
      InMemoryWorld world, ServerInfo server, OpenSession open, Mailer mailer) {
    return new SignUp(
        world.users(),
        in(world, server),
        open,
        PasswordsFixture.in(world),
        AttemptsFixture.in(world),
        server,
        AccountMailsFixture.in(world, mailer),
        world.background(),
        world.atomically(),
        world.ids(),
        world.clock());
  }
}
