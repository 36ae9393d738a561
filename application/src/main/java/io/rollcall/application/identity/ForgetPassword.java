package io.rollcall.application.identity;

import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.Background;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.EmailAddress;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Sends a link that sets a new password to an address that has an account. Whoever asks gets the
 * same answer in the same time, account or not: what depends on it happens in the background.
 */
@ApplicationScoped
public class ForgetPassword {
  private final UserRepository users;
  private final AccountMails mails;
  private final Attempts attempts;
  private final Background background;
  private final Atomically atomically;

  ForgetPassword(
      UserRepository users,
      AccountMails mails,
      Attempts attempts,
      Background background,
      Atomically atomically) {
    this.users = users;
    this.mails = mails;
    this.attempts = attempts;
    this.background = background;
    this.atomically = atomically;
  }

  public record Command(String email, Client client) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code TooManyAttempts}
   */
  public void execute(Command command) {
    attempts.take(Attempts.Kind.MAIL, command.email(), command.client());
    EmailAddress.parse(command.email())
        .ifPresent(
            address ->
                background.run(
                    "mail for a forgotten password", () -> atomically.run(() -> send(address))));
  }

  private void send(EmailAddress address) {
    users
        .credentials(address)
        .ifPresent(account -> mails.resetPassword(account.user().id(), address));
  }
}
