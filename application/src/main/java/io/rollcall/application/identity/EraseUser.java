package io.rollcall.application.identity;

import io.rollcall.application.port.AccountViews;
import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Erases somebody's account for the operator, by the rules of {@link EraseAccount}. */
@ApplicationScoped
public class EraseUser {
  private final UserRepository users;
  private final Erasure erasure;
  private final Atomically atomically;

  EraseUser(UserRepository users, Erasure erasure, Atomically atomically) {
    this.users = users;
    this.erasure = erasure;
    this.atomically = atomically;
  }

  /**
   * @param confirmed asked about the account that would be erased; false leaves it
   */
  public record Command(String email, Predicate<User> confirmed) {}

  /**
   * @return whether it was confirmed, and done
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound} when nobody has the
   *     address, {@code StillOwns} for the owner of organizations
   */
  public boolean execute(Command command) {
    var user =
        EmailAddress.parse(command.email())
            .flatMap(address -> atomically.get(() -> users.credentials(address)))
            .orElseThrow(() -> new Violation.NotFound("user").refused())
            .user();
    var owned = erasure.owned(user.id());
    if (!owned.isEmpty()) {
      throw new Violation.StillOwns(names(owned)).refused();
    }
    if (!command.confirmed().test(user)) {
      return false;
    }
    erasure.erase(user.id(), new Recorder.BySystem());
    return true;
  }

  private static String names(List<AccountViews.MembershipRow> owned) {
    return owned.stream()
        .map(row -> "%s (organization %d)".formatted(row.title(), row.organizationId()))
        .collect(Collectors.joining(", "));
  }
}
