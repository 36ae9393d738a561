package io.rollcall.application.identity;

import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.PasswordHasher;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Asks for another address: a link goes there, and only who follows it makes it the account's.
 * Until then nothing changes, and the answer does not tell whether another account has the address.
 */
@ApplicationScoped
public class ChangeAddress {
  private final UserRepository users;
  private final AccountMails mails;
  private final PasswordHasher hasher;
  private final Attempts attempts;
  private final Atomically atomically;

  ChangeAddress(
      UserRepository users,
      AccountMails mails,
      PasswordHasher hasher,
      Attempts attempts,
      Atomically atomically) {
    this.users = users;
    this.mails = mails;
    this.hasher = hasher;
    this.attempts = attempts;
    this.atomically = atomically;
  }

  public record Command(Caller caller, String email, Secret password, Client client) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code PasswordSessionRequired}, {@code
   *     Invalid} naming {@code email} or {@code password}, {@code TooManyAttempts}
   */
  public void execute(Command command) {
    command.caller().passwordSession();
    var address =
        EmailAddress.parse(command.email())
            .orElseThrow(
                () -> Violation.Invalid.field("email", "Enter a valid email address.").refused());
    var account =
        atomically
            .get(() -> users.credentials(command.caller().user()))
            .orElseThrow(() -> new Violation.NotFound("user").refused());
    var own = account.user().email().value();
    attempts.take(Attempts.Kind.LOGIN, own, command.client());
    if (!hasher.matches(command.password(), account.password())) {
      throw Violation.Invalid.field("password", "The password is wrong.").refused();
    }
    attempts.giveBack(Attempts.Kind.LOGIN, own, command.client());
    attempts.take(Attempts.Kind.MAIL, address.value(), command.client());
    atomically.run(
        () -> {
          var other = users.credentials(address);
          if (other.isEmpty() || other.get().user().id().equals(account.user().id())) {
            mails.verifyAddress(account.user().id(), address);
          }
        });
  }
}
