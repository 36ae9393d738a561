package io.rollcall.application.identity;

import io.rollcall.application.port.AccountTokenRepository;
import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.SecretVault;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.AccountToken;
import io.rollcall.domain.identity.AccountToken.Purpose;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** Proves the address of an account, or makes a proved address that of the account. */
@ApplicationScoped
public class VerifyAddress {
  private final AccountTokenRepository tokens;
  private final UserRepository users;
  private final AccountMails mails;
  private final Attempts attempts;
  private final SecretVault vault;
  private final Atomically atomically;
  private final InstantSource clock;
  private final ChangeNotes notes;

  VerifyAddress(
      AccountTokenRepository tokens,
      UserRepository users,
      AccountMails mails,
      Attempts attempts,
      SecretVault vault,
      Atomically atomically,
      InstantSource clock,
      ChangeNotes notes) {
    this.tokens = tokens;
    this.users = users;
    this.mails = mails;
    this.attempts = attempts;
    this.vault = vault;
    this.atomically = atomically;
    this.clock = clock;
    this.notes = notes;
  }

  /** Sends the link to the address that the account has. */
  public void ask(Caller caller, Client client) {
    var user =
        atomically
            .get(() -> users.find(caller.user()))
            .orElseThrow(() -> new Violation.NotFound("user").refused());
    attempts.take(Attempts.Kind.MAIL, user.email().value(), client);
    atomically.run(() -> mails.verifyAddress(user.id(), user.email()));
  }

  public record Command(Secret token, Client client) {}

  /**
   * Follows the link. When it brings another address, the old one is told, and the links that were
   * sent there are dead.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code Invalid} naming {@code token},
   *     also when somebody else has the address by now; {@code TooManyAttempts}
   */
  public void execute(Command command) {
    attempts.take(Attempts.Kind.REDEMPTION, command.client());
    var hash = vault.hash(command.token());
    atomically.run(
        () ->
            verify(
                tokens
                    .redeem(hash, Purpose.VERIFY_ADDRESS, clock.instant())
                    .orElseThrow(Links::invalid)));
  }

  private void verify(AccountToken token) {
    notes.tried(token.user());
    var old = users.find(token.user()).orElseThrow(Links::invalid).email();
    if (!users.setAddress(token.user(), token.address(), clock.instant())) {
      throw Links.invalid();
    }
    if (!old.equals(token.address())) {
      tokens.endAll(token.user());
      mails.tellChangedAddress(old, token.address());
    }
  }
}
