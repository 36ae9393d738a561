package io.rollcall.application.organization;

import io.rollcall.application.identity.Attempts;
import io.rollcall.application.identity.OpenSession;
import io.rollcall.application.identity.Passwords;
import io.rollcall.application.identity.SignedIn;
import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;

/**
 * Signs a person up who was invited: an account, and a membership of the organization that invited
 * them; no organization of their own. On every server, also where signing up is else closed.
 */
@ApplicationScoped
public class SignUpByInvitation {
  private final UserRepository users;
  private final AcceptInvitation accept;
  private final OpenSession open;
  private final Passwords passwords;
  private final Attempts attempts;
  private final IdSource ids;
  private final InstantSource clock;

  SignUpByInvitation(
      UserRepository users,
      AcceptInvitation accept,
      OpenSession open,
      Passwords passwords,
      Attempts attempts,
      IdSource ids,
      InstantSource clock) {
    this.users = users;
    this.accept = accept;
    this.open = open;
    this.passwords = passwords;
    this.attempts = attempts;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * One transaction: no account without the membership. An invitation that went to the address
   * proves it; the organization's link proves nothing.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code TooManyAttempts}, or {@code
   *     Invalid} naming {@code token}, {@code email} or {@code password}
   */
  @Transactional
  public SignedIn execute(SignUp.Command command, Secret token) {
    var email =
        EmailAddress.parse(command.email())
            .orElseThrow(
                () -> Violation.Invalid.field("email", "Enter a valid email address.").refused());
    attempts.take(Attempts.Kind.REDEMPTION, command.client());
    var password = passwords.hash(command.password(), email);
    var opened = accept.lock(token);
    var now = clock.instant();
    var user =
        new User(
            ids.nextUser(),
            email,
            new User.Profile(email.value(), command.firstName(), command.lastName(), ""),
            null,
            opened.invitation() == null ? null : now,
            now);
    if (!users.add(user, password)) {
      throw Violation.Invalid.field(
              "email", "An account with this address exists already. Sign in instead.")
          .refused();
    }
    var organization = accept.execute(user, token);
    return open.execute(user.id(), organization, null, command.client());
  }
}
