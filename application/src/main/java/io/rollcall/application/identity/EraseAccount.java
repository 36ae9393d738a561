package io.rollcall.application.identity;

import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.PasswordHasher;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Erases a person's account at their own wish: the personal data goes, the history keeps its shape.
 * Who owns an organization has to hand it over first.
 */
@ApplicationScoped
public class EraseAccount {
  private final UserRepository users;
  private final Erasure erasure;
  private final PasswordHasher hasher;
  private final Attempts attempts;
  private final Atomically atomically;

  EraseAccount(
      UserRepository users,
      Erasure erasure,
      PasswordHasher hasher,
      Attempts attempts,
      Atomically atomically) {
    this.users = users;
    this.erasure = erasure;
    this.hasher = hasher;
    this.attempts = attempts;
    this.atomically = atomically;
  }

  public record Command(Caller caller, Secret password, Client client) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code PasswordSessionRequired}, {@code
   *     Invalid} when the password is wrong, {@code TooManyAttempts}, {@code OwnerKeepsRole} for
   *     the owner of an organization; then nothing has changed
   */
  public void execute(Command command) {
    command.caller().passwordSession();
    var user = command.caller().user();
    checkPassword(command, user);
    if (!erasure.owned(user).isEmpty()) {
      throw new Violation.OwnerKeepsRole().refused();
    }
    erasure.erase(user, new Recorder.ByUser(user));
  }

  private void checkPassword(Command command, UserId user) {
    var account =
        atomically
            .get(() -> users.credentials(user))
            .orElseThrow(() -> new Violation.NotFound("user").refused());
    var address = account.user().email().value();
    attempts.take(Attempts.Kind.LOGIN, address, command.client());
    if (!hasher.matches(command.password(), account.password())) {
      throw Violation.Invalid.field("password", "The password is wrong.").refused();
    }
    attempts.giveBack(Attempts.Kind.LOGIN, address, command.client());
  }
}
