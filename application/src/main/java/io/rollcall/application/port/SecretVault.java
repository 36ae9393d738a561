package io.rollcall.application.port;

import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenHash;

/** Secrets at rest, and new ones. */
public interface SecretVault {
  /**
   * Encrypts with authentication; {@code context} (where it is stored) must be the same when
   * decrypting.
   */
  byte[] encrypt(Secret secret, String context);

  /**
   * @throws IllegalStateException when it was not encrypted with this server's key in this context
   */
  Secret decrypt(byte[] encrypted, String context);

  /**
   * A new unguessable token of at least 160 bits, in characters that need no escaping in URLs,
   * headers and cookies.
   */
  Secret newToken();

  TokenHash hash(Secret token);
}
