package io.rollcall.application.identity;

import io.rollcall.application.port.AccountViews;
import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.PasswordHasher;
import io.rollcall.application.port.ServerInfo;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.PasswordHash;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signs a person in with the password of their account. */
@ApplicationScoped
public class SignIn {
  private final UserRepository users;
  private final AccountViews accounts;
  private final OpenSession open;
  private final PasswordHasher hasher;
  private final ServerInfo server;
  private final Attempts attempts;
  private final Atomically atomically;
  private final ChangeNotes notes;

  SignIn(
      UserRepository users,
      AccountViews accounts,
      OpenSession open,
      PasswordHasher hasher,
      ServerInfo server,
      Attempts attempts,
      Atomically atomically,
      ChangeNotes notes) {
    this.users = users;
    this.accounts = accounts;
    this.open = open;
    this.hasher = hasher;
    this.server = server;
    this.attempts = attempts;
    this.atomically = atomically;
    this.notes = notes;
  }

  /**
   * @param organization where to begin; null for the first the person may work in
   */
  public record Command(
      String email, Secret password, @Nullable OrganizationId organization, Client client) {}

  /**
   * Nothing when address and password do not belong together; unknown addresses take the same time.
   * No transaction is open while the password is compared, which is slow. A hash whose parameters
   * are no longer those of new ones is made anew.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code TooManyAttempts}; only failed
   *     ones count. With {@code Invalid} naming {@code organization}, once the password is right,
   *     when the person may not work in it
   */
  public Optional<SignedIn> execute(Command command) {
    attempts.take(Attempts.Kind.LOGIN, command.email(), command.client());
    var signedIn = signIn(command);
    if (signedIn.isPresent()) {
      attempts.giveBack(Attempts.Kind.LOGIN, command.email(), command.client());
    }
    return signedIn;
  }

  private Optional<SignedIn> signIn(Command command) {
    var account =
        EmailAddress.parse(command.email())
            .flatMap(email -> atomically.get(() -> users.credentials(email)));
    account.ifPresent(known -> notes.tried(known.user().id()));
    var hash = account.map(UserRepository.Credentials::password).orElse(null);
    boolean right = hasher.matches(command.password(), hash);
    if (account.isEmpty() || hash == null || !right || isUnproved(account.get().user())) {
      return Optional.empty();
    }
    var renewed = hasher.isOutdated(hash) ? hasher.hash(command.password()) : hash;
    var user = account.get().user().id();
    return atomically.get(() -> open(command, user, hash, renewed));
  }

  /** Whoever signed up with somebody else's address cannot tell, nor get in. */
  private boolean isUnproved(User user) {
    return server.provesAddresses()
        && user.provisionedBy() == null
        && user.emailVerifiedAt() == null;
  }

  /** Nothing when the password was changed in the meantime. */
  private Optional<SignedIn> open(
      Command command, UserId user, PasswordHash hash, PasswordHash renewed) {
    if (!users.hold(user, hash)) {
      return Optional.empty();
    }
    if (!renewed.equals(hash)) {
      users.setPassword(user, renewed);
    }
    return Optional.of(
        open.execute(user, first(user, command.organization()), null, command.client()));
  }

  private @Nullable OrganizationId first(UserId user, @Nullable OrganizationId wished) {
    var open =
        accounts.account(user, null).stream()
            .flatMap(account -> account.memberships().stream())
            .filter(membership -> membership.role() != Role.DEACTIVATED)
            .toList();
    if (wished != null) {
      if (open.stream().noneMatch(row -> row.organizationId() == wished.value())) {
        throw Violation.Invalid.field("organization", "You cannot work in this organization.")
            .refused();
      }
      return wished;
    }
    return open.stream()
        .max(
            Comparator.comparingInt(
                    (AccountViews.MembershipRow membership) -> membership.role().elevation())
                .thenComparing(
                    Comparator.comparingLong(AccountViews.MembershipRow::organizationId)
                        .reversed()))
        .map(membership -> new OrganizationId(membership.organizationId()))
        .orElse(null);
  }
}
