package io.rollcall.application.organization;

import io.rollcall.application.identity.AccountMails;
import io.rollcall.application.identity.Attempts;
import io.rollcall.application.identity.OpenSession;
import io.rollcall.application.identity.Passwords;
import io.rollcall.application.identity.SignedIn;
import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.Background;
import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.InvitationRepository;
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
  private final ServerInfo server;
  private final AccountMails mails;
  private final Background background;
  private final Atomically atomically;
  private final IdSource ids;
  private final InstantSource clock;

  SignUpByInvitation(
      UserRepository users,
      AcceptInvitation accept,
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
    this.accept = accept;
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

  /**
   * Account and membership are one transaction, and none is open while the password is hashed. An
   * invitation that went to the address proves it; the organization's link proves nothing: where
   * addresses have to be proved first, its holder gets a mail, as anybody who signs up, and nothing
   * is returned.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code TooManyAttempts}, or {@code
   *     Invalid} naming {@code token}, {@code email} or {@code password}
   */
  public Optional<SignedIn> execute(SignUp.Command command, Secret token) {
    var email =
        EmailAddress.parse(command.email())
            .orElseThrow(
                () -> Violation.Invalid.field("email", "Enter a valid email address.").refused());
    attempts.take(Attempts.Kind.REDEMPTION, command.client());
    boolean proved = accept.opened(token).invitation() != null;
    boolean byMail = !proved && server.provesAddresses();
    if (byMail) {
      attempts.take(Attempts.Kind.MAIL, email.value(), command.client());
    }
    var password = passwords.hash(command.password(), email);
    if (byMail) {
      background.run(
          "sign-up by link",
          () -> atomically.run(() -> addOrTell(command, email, password, token)));
      return Optional.empty();
    }
    return Optional.of(atomically.get(() -> addAndOpen(command, email, password, token)));
  }

  private SignedIn addAndOpen(
      SignUp.Command command, EmailAddress email, PasswordHash password, Secret token) {
    var user = user(command, email, accept.lock(token));
    if (!users.add(user, password)) {
      throw Violation.Invalid.field(
              "email", "An account with this address exists already. Sign in instead.")
          .refused();
    }
    return open.execute(user.id(), accept.execute(user, token), null, command.client());
  }

  private void addOrTell(
      SignUp.Command command, EmailAddress email, PasswordHash password, Secret token) {
    var user = user(command, email, accept.lock(token));
    if (users.add(user, password)) {
      mails.verifyAddress(user.id(), email);
      accept.execute(user, token);
    } else {
      mails.tellAccountExists(email);
    }
  }

  private User user(
      SignUp.Command command, EmailAddress email, InvitationRepository.Opened opened) {
    var now = clock.instant();
    return new User(
        ids.nextUser(),
        email,
        new User.Profile(email.value(), command.firstName(), command.lastName(), ""),
        null,
        opened.invitation() == null ? null : now,
        now);
  }
}
