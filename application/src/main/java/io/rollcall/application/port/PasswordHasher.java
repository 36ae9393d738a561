package io.rollcall.application.port;

import io.rollcall.domain.identity.PasswordHash;
import io.rollcall.domain.identity.Secret;
import org.jspecify.annotations.Nullable;

/** Hashes passwords with Argon2id (RFC 9106), the parameters in the hash. Slow on purpose. */
public interface PasswordHasher {
  PasswordHash hash(Secret password);

  /**
   * Whether the password is right. Takes the same time when there is no hash to compare with, so
   * that nobody learns which accounts exist.
   */
  boolean matches(Secret password, @Nullable PasswordHash hash);

  /**
   * Whether the hash was made with other parameters than new ones are; then the next login is the
   * moment to make it anew.
   */
  boolean isOutdated(PasswordHash hash);
}
