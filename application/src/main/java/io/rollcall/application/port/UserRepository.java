package io.rollcall.application.port;

import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.PasswordHash;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts: global, not of any organization. */
public interface UserRepository {
  Optional<User> find(UserId id);

  /** The account and its password hash; for a login. */
  Optional<Credentials> credentials(EmailAddress email);

  /** The same, of somebody who is signed in. */
  Optional<Credentials> credentials(UserId id);

  /**
   * Locks the account until the end of the transaction, if its password is still that one: nobody
   * changes it while something is done on the strength of it.
   *
   * @return false when the account is gone or has another password by now
   */
  boolean hold(UserId id, PasswordHash password);

  /** Replaces the password; the old one opens nothing any more. */
  void setPassword(UserId id, PasswordHash password);

  /**
   * Gives the account an address that was proved.
   *
   * @return false when another account has it; nothing is changed then
   */
  boolean setAddress(UserId id, EmailAddress address, Instant verifiedAt);

  /**
   * Erases what is known of these people, in every organization: names, address, password,
   * sessions, keys, links, what directories said. What they did keeps its shape, as done by
   * "Deleted user". Their sandboxes pass to the owners of the organizations. Somebody else may take
   * the addresses.
   */
  void erase(Collection<UserId> people);

  /**
   * @param password null for an account that signs in by a provider only
   * @return false when the address has an account already; nothing is changed then
   */
  boolean add(User user, @Nullable PasswordHash password);

  void updateProfile(UserId id, User.Profile profile);

  /** Keeps the person's keyboard shortcuts, a JSON object that only clients understand. */
  void setHotkeys(UserId id, String json);

  /**
   * @param password null when the account has none
   */
  record Credentials(User user, @Nullable PasswordHash password) {}
}
