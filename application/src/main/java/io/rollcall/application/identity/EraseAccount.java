package io.rollcall.application.identity;

import io.rollcall.application.port.AccountViews;
import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.PasswordHasher;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/**
 * Erases a person's account at their own wish: the personal data goes, the history keeps its shape.
 * Who owns an organization has to hand it over first.
 */
@ApplicationScoped
public class EraseAccount {
  private final UserRepository users;
  private final AccountViews accounts;
  private final OrganizationRepository organizations;
  private final PasswordHasher hasher;
  private final Attempts attempts;
  private final Atomically atomically;
  private final InstantSource clock;

  EraseAccount(
      UserRepository users,
      AccountViews accounts,
      OrganizationRepository organizations,
      PasswordHasher hasher,
      Attempts attempts,
      Atomically atomically,
      InstantSource clock) {
    this.users = users;
    this.accounts = accounts;
    this.organizations = organizations;
    this.hasher = hasher;
    this.attempts = attempts;
    this.atomically = atomically;
    this.clock = clock;
  }

  public record Command(Caller caller, Secret password, Client client) {}

  /**
   * The person leaves one organization after the other, each in a transaction of its own, and then
   * the account goes. If that is interrupted, doing it again does the rest.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code PasswordSessionRequired}, {@code
   *     Invalid} when the password is wrong, {@code TooManyAttempts}, {@code OwnerKeepsRole} for
   *     the owner of an organization; then nothing has changed
   */
  public void execute(Command command) {
    command.caller().passwordSession();
    var user = command.caller().user();
    checkPassword(command, user);
    var memberships = atomically.get(() -> account(user)).memberships();
    if (memberships.stream().anyMatch(AccountViews.MembershipRow::owner)) {
      throw new Violation.OwnerKeepsRole().refused();
    }
    for (var membership : memberships) {
      var organization = new OrganizationId(membership.organizationId());
      atomically.run(() -> leave(organization, user));
    }
    atomically.run(
        () -> {
          if (!account(user).memberships().isEmpty()) {
            throw new Violation.WrongState("account", "joining an organization").refused();
          }
          users.erase(user);
        });
  }

  private AccountViews.Account account(UserId user) {
    return accounts.account(user, null).orElseThrow(() -> new Violation.NotFound("user").refused());
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

  private void leave(OrganizationId organization, UserId user) {
    var occasion = new Occasion(clock.instant(), new Recorder.ByUser(user));
    var slice = organizations.lock(organization, List.of(user), occasion);
    if (slice.member(user).isEmpty()) {
      return; // removed by somebody else in the meantime
    }
    slice.erase(user);
    slice.seat(organizations.lockWaiting(organization, slice.seatsToFill()));
    organizations.save(slice);
  }
}
