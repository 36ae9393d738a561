package io.rollcall.application.identity;

import io.rollcall.application.port.InMemoryWorld;
import io.rollcall.application.port.Mailer;

/** Mails about accounts, for tests of other packages. */
public final class AccountMailsFixture {
  private AccountMailsFixture() {}

  public static AccountMails in(InMemoryWorld world, Mailer mailer) {
    return new AccountMails(world.accountTokens(), mailer, world.vault(), world.clock());
  }
}
