package io.rollcall.application.identity;

import io.rollcall.application.port.AccountViews;
import io.rollcall.application.port.PasswordHasher;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
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

  SignIn(UserRepository users, AccountViews accounts, OpenSession open, PasswordHasher hasher) {
    this.users = users;
    this.accounts = accounts;
    this.open = open;
    this.hasher = hasher;
  }

  /**
   * @param organization where to begin; null for the first the person may work in
   */
  public record Command(
      String email, Secret password, @Nullable OrganizationId organization, Client client) {}

  /**
   * Nothing when address and password do not belong together; unknown addresses take the same time.
   */
  @Transactional
  public Optional<SignedIn> execute(Command command) {
    var account = EmailAddress.parse(command.email()).flatMap(users::credentials);
    var hash = account.map(UserRepository.Credentials::password).orElse(null);
    if (!hasher.matches(command.password(), hash) || account.isEmpty()) {
      return Optional.empty();
    }
    var user = account.get().user().id();
    return Optional.of(
        open.execute(user, first(user, command.organization()), null, command.client()));
  }

  private @Nullable OrganizationId first(UserId user, @Nullable OrganizationId wished) {
    var open =
        accounts.account(user, null).stream()
            .flatMap(account -> account.memberships().stream())
            .filter(membership -> membership.role() != Role.DEACTIVATED)
            .toList();
    return open.stream()
        .map(membership -> new OrganizationId(membership.organizationId()))
        .filter(organization -> organization.equals(wished))
        .findFirst()
        .or(
            () ->
                open.stream()
                    .max(
                        Comparator.comparingInt(
                                (AccountViews.MembershipRow membership) ->
                                    membership.role().elevation())
                            .thenComparing(
                                Comparator.comparingLong(AccountViews.MembershipRow::organizationId)
                                    .reversed()))
                    .map(membership -> new OrganizationId(membership.organizationId())))
        .orElse(null);
  }
}
