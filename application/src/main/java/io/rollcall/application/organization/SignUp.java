package io.rollcall.application.organization;

import io.rollcall.application.identity.AccountMails;
import io.rollcall.application.identity.Attempts;
import io.rollcall.application.identity.Client;
import io.rollcall.application.identity.OpenSession;
import io.rollcall.application.identity.Passwords;
import io.rollcall.application.identity.SignedIn;
import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.Background;
import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.ServerInfo;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.PasswordHash;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;

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
  private final AccountMails mails;
  private final Background background;
  private final Atomically atomically;
  private final IdSource ids;
  private final InstantSource clock;

  SignUp(
      UserRepository users,
      FoundOrganization found,
      OpenSession open,
      Passwords passwords,
      Attempts attempts,
      ServerInfo server,
      AccountMails mails,
      Background background,
      Atomically atomically,
      IdSource ids,
      InstantSource clock) {
    this.users = users;
    this.found = found;
    this.open = open;
    this.passwords = passwords;
    this.attempts = attempts;
    this.server = server;
    this.mails = mails;
    this.background = background;
    this.atomically = atomically;
    this.ids = ids;
    this.clock = clock;
  }

  public record Command(
      String email, Secret password, String firstName, String lastName, Client client) {}

  /**
   * Signs in at once, or, where addresses have to be proved first, returns nothing and sends a
   * mail: the link that proves a new address, or word to the owner of a known one. Then what
   * depends on whether it is known happens in the background.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code SignUpByInvitationOnly}, {@code
   *     TooManyAttempts}, or {@code Invalid} for an unusable address or password, or, where nothing
   *     has to be proved, an address that has an account
   */
  public Optional<SignedIn> execute(Command command) {
    if (!server.openSignUp()) {
      throw new Violation.SignUpByInvitationOnly().refused();
    }
    var email =
        EmailAddress.parse(command.email())
            .orElseThrow(
                () -> Violation.Invalid.field("email", "Enter a valid email address.").refused());
    attempts.take(Attempts.Kind.SIGN_UP, email.value(), command.client());
    if (server.provesAddresses()) {
      attempts.take(Attempts.Kind.MAIL, email.value(), command.client());
    }
    var password = passwords.hash(command.password(), email);
    if (server.provesAddresses()) {
      background.run("sign-up", () -> atomically.run(() -> addOrTell(command, email, password)));
      return Optional.empty();
    }
    return Optional.of(atomically.get(() -> addAndOpen(command, email, password)));
  }

  private SignedIn addAndOpen(Command command, EmailAddress email, PasswordHash password) {
    var user = user(command, email);
    if (!users.add(user, password)) {
      throw Violation.Invalid.field(
              "email", "An account with this address exists already. Sign in instead.")
          .refused();
    }
    var organization = found.execute(user.id(), email.value());
    return open.execute(user.id(), organization, null, command.client());
  }

  private void addOrTell(Command command, EmailAddress email, PasswordHash password) {
    var user = user(command, email);
    if (users.add(user, password)) {
      mails.verifyAddress(user.id(), email);
      found.execute(user.id(), email.value());
    } else {
      mails.tellAccountExists(email);
    }
  }

  private User user(Command command, EmailAddress email) {
    var profile = new User.Profile(email.value(), command.firstName(), command.lastName(), "");
    return new User(ids.nextUser(), email, profile, null, null, clock.instant());
  }
}
