package io.rollcall.application.identity;

import io.rollcall.application.port.AccountViews;
import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/**
 * The end of an account, whoever wants it: the person leaves one organization after the other, each
 * in a transaction of its own, and then the personal data goes; the history keeps its shape. If
 * that is interrupted, doing it again does the rest.
 */
@ApplicationScoped
class Erasure {
  private final UserRepository users;
  private final AccountViews accounts;
  private final OrganizationRepository organizations;
  private final Atomically atomically;
  private final InstantSource clock;

  Erasure(
      UserRepository users,
      AccountViews accounts,
      OrganizationRepository organizations,
      Atomically atomically,
      InstantSource clock) {
    this.users = users;
    this.accounts = accounts;
    this.organizations = organizations;
    this.atomically = atomically;
    this.clock = clock;
  }

  /** The organizations that have to get another owner first. */
  List<AccountViews.MembershipRow> owned(UserId user) {
    return memberships(user).stream().filter(AccountViews.MembershipRow::owner).toList();
  }

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code OwnerKeepsRole} for the owner of
   *     an organization
   */
  void erase(UserId user, Recorder by) {
    for (var membership : memberships(user)) {
      var organization = new OrganizationId(membership.organizationId());
      atomically.run(() -> leave(organization, user, by));
    }
    atomically.run(
        () -> {
          if (!account(user).memberships().isEmpty()) {
            throw new Violation.WrongState("account", "joining an organization").refused();
          }
          users.erase(List.of(user));
        });
  }

  private List<AccountViews.MembershipRow> memberships(UserId user) {
    return atomically.get(() -> account(user)).memberships();
  }

  private AccountViews.Account account(UserId user) {
    return accounts.account(user, null).orElseThrow(() -> new Violation.NotFound("user").refused());
  }

  private void leave(OrganizationId organization, UserId user, Recorder by) {
    var slice = organizations.lock(organization, List.of(user), new Occasion(clock.instant(), by));
    if (slice.member(user).isEmpty()) {
      return; // removed by somebody else in the meantime
    }
    slice.erase(user);
    slice.seat(organizations.lockWaiting(organization, slice.seatsToFill()));
    organizations.save(slice);
  }
}
