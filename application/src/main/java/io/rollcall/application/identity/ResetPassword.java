package io.rollcall.application.identity;

import io.rollcall.application.port.AccountTokenRepository;
import io.rollcall.application.port.ApiTokenRepository;
import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.SecretVault;
import io.rollcall.application.port.SessionRepository;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.AccountToken;
import io.rollcall.domain.identity.AccountToken.Purpose;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.PasswordHash;
import io.rollcall.domain.identity.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Sets a password with a link from a mail. All sessions, tokens and keys of the account end, on
 * every node, and all other links that were sent to it; the address is proved by the way.
 */
@ApplicationScoped
public class ResetPassword {
  private final AccountTokenRepository tokens;
  private final UserRepository users;
  private final SessionRepository sessions;
  private final ApiTokenRepository apiTokens;
  private final Passwords passwords;
  private final Attempts attempts;
  private final SecretVault vault;
  private final Atomically atomically;
  private final ChangeNotes notes;
  private final InstantSource clock;

  ResetPassword(
      AccountTokenRepository tokens,
      UserRepository users,
      SessionRepository sessions,
      ApiTokenRepository apiTokens,
      Passwords passwords,
      Attempts attempts,
      SecretVault vault,
      Atomically atomically,
      ChangeNotes notes,
      InstantSource clock) {
    this.tokens = tokens;
    this.users = users;
    this.sessions = sessions;
    this.apiTokens = apiTokens;
    this.passwords = passwords;
    this.attempts = attempts;
    this.vault = vault;
    this.atomically = atomically;
    this.notes = notes;
    this.clock = clock;
  }

  public record Command(Secret token, Secret password, Client client) {}

  /**
   * A password that may not be kept leaves the link good for another try. No transaction is open
   * while the password is hashed.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code Invalid} naming {@code token} or
   *     {@code password}, {@code TooManyAttempts}
   */
  public void execute(Command command) {
    attempts.take(Attempts.Kind.REDEMPTION, command.client());
    var hash = vault.hash(command.token());
    var found =
        atomically
            .get(() -> any(purpose -> tokens.find(hash, purpose, clock.instant())))
            .orElseThrow(Links::invalid);
    notes.tried(found.user());
    var password = passwords.hash(command.password(), found.address());
    atomically.run(
        () ->
            set(
                any(purpose -> tokens.redeem(hash, purpose, clock.instant()))
                    .orElseThrow(Links::invalid),
                password));
  }

  /** Both kinds of mail end here: a password that was forgotten, and the first one. */
  private static Optional<AccountToken> any(Function<Purpose, Optional<AccountToken>> look) {
    return Stream.of(Purpose.RESET_PASSWORD, Purpose.FIRST_PASSWORD)
        .flatMap(purpose -> look.apply(purpose).stream())
        .findFirst();
  }

  private void set(AccountToken token, PasswordHash password) {
    var user = token.user();
    users.setPassword(user, password);
    EmailAddress kept = users.find(user).orElseThrow(Links::invalid).email();
    if (kept.equals(token.address())) {
      users.setAddress(user, kept, clock.instant());
    }
    tokens.endAll(user);
    sessions.endAll(user, null, null);
    apiTokens.endAll(user);
  }
}
