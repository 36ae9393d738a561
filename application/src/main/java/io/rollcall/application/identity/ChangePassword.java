package io.rollcall.application.identity;

import io.rollcall.application.port.ApiTokenRepository;
import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.PasswordHasher;
import io.rollcall.application.port.SessionRepository;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Gives a person another password. All their other sessions end, and all their tokens and keys in
 * every organization, on every node.
 */
@ApplicationScoped
public class ChangePassword {
  private final UserRepository users;
  private final SessionRepository sessions;
  private final ApiTokenRepository tokens;
  private final Passwords passwords;
  private final PasswordHasher hasher;
  private final Attempts attempts;
  private final Atomically atomically;

  ChangePassword(
      UserRepository users,
      SessionRepository sessions,
      ApiTokenRepository tokens,
      Passwords passwords,
      PasswordHasher hasher,
      Attempts attempts,
      Atomically atomically) {
    this.users = users;
    this.sessions = sessions;
    this.tokens = tokens;
    this.passwords = passwords;
    this.hasher = hasher;
    this.attempts = attempts;
    this.atomically = atomically;
  }

  /**
   * @param old the password as it is; without it a stolen session would become a stolen account
   */
  public record Command(Caller caller, Secret old, Secret replacement, Client client) {}

  /**
   * No transaction is open while passwords are hashed.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code PasswordSessionRequired} for a
   *     credential of one organization, {@code Invalid} when the old password is wrong or the new
   *     one may not be kept, {@code TooManyAttempts}: guessing here counts like guessing at login
   */
  public void execute(Command command) {
    var user = command.caller().user();
    var kept = command.caller().passwordSession();
    var account =
        atomically
            .get(() -> users.credentials(user))
            .orElseThrow(() -> new Violation.NotFound("user").refused());
    var hash = account.password();
    var address = account.user().email().value();
    attempts.take(Attempts.Kind.LOGIN, address, command.client());
    boolean right = hasher.matches(command.old(), hash);
    if (hash == null || !right) {
      throw wrong();
    }
    attempts.giveBack(Attempts.Kind.LOGIN, address, command.client());
    var replacement = passwords.hash(command.replacement(), account.user().email());
    atomically.run(
        () -> {
          if (!users.hold(user, hash)) {
            throw wrong();
          }
          users.setPassword(user, replacement);
          sessions.endAll(user, null, kept);
          tokens.endAll(user);
        });
  }

  private static RuntimeException wrong() {
    return Violation.Invalid.field("old_password", "The password is wrong.").refused();
  }
}
