package io.rollcall.application.organization;

import io.rollcall.application.identity.Attempts;
import io.rollcall.application.identity.Client;
import io.rollcall.application.identity.OpenSession;
import io.rollcall.application.identity.Passwords;
import io.rollcall.application.identity.SignedIn;
import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.ServerInfo;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;

/**
 * Signs a person up without an invitation: an account, and an organization of their own named after
 * the address.
 */
@ApplicationScoped
public class SignUp {
  private final UserRepository users;
  private final FoundOrganization found;
  private final OpenSession open;
  private final Passwords passwords;
  private final Attempts attempts;
  private final ServerInfo server;
  private final IdSource ids;
  private final InstantSource clock;

  SignUp(
      UserRepository users,
      FoundOrganization found,
      OpenSession open,
      Passwords passwords,
      Attempts attempts,
      ServerInfo server,
      IdSource ids,
      InstantSource clock) {
    this.users = users;
    this.found = found;
    this.open = open;
    this.passwords = passwords;
    this.attempts = attempts;
    this.server = server;
    this.ids = ids;
    this.clock = clock;
  }

  public record Command(
      String email, Secret password, String firstName, String lastName, Client client) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code SignUpByInvitationOnly}, {@code
   *     TooManyAttempts}, or {@code Invalid} for an unusable address or password, or an address
   *     that has an account
   */
  @Transactional
  public SignedIn execute(Command command) {
    if (!server.openSignUp()) {
      throw new Violation.SignUpByInvitationOnly().refused();
    }
    var email =
        EmailAddress.parse(command.email())
            .orElseThrow(
                () -> Violation.Invalid.field("email", "Enter a valid email address.").refused());
    attempts.take(Attempts.Kind.SIGN_UP, email.value(), command.client());
    var password = passwords.hash(command.password(), email);
    var profile = new User.Profile(email.value(), command.firstName(), command.lastName(), "");
    var user = new User(ids.nextUser(), email, profile, null, null, clock.instant());
    if (!users.add(user, password)) {
      throw Violation.Invalid.field(
              "email", "An account with this address exists already. Sign in instead.")
          .refused();
    }
    var organization = found.execute(user.id(), email.value());
    return open.execute(user.id(), organization, null, command.client());
  }
}
