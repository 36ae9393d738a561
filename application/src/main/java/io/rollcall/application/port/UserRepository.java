package io.rollcall.application.port;

import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.PasswordHash;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts: global, not of any organization. */
public interface UserRepository {
  Optional<User> find(UserId id);

  /** The account and its password hash; for a login. */
  Optional<Credentials> credentials(EmailAddress email);

  /**
   * @param password null for an account that signs in by a provider only
   * @return false when the address has an account already; nothing is changed then
   */
  boolean add(User user, @Nullable PasswordHash password);

  void updateProfile(UserId id, User.Profile profile);

  /**
   * @param password null when the account has none
   */
  record Credentials(User user, @Nullable PasswordHash password) {}
}
