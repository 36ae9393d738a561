package io.rollcall.application.identity;

import io.rollcall.domain.identity.SigningKeyId;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Lets a new key sign tokens, on this node at once and on the others within a minute. Nobody is
 * logged out: older keys verify what they signed until the last of it ends, then they are
 * forgotten. For the operator, who needs nobody's permission.
 */
@ApplicationScoped
public class RotateSigningKeys {
  private final SigningKeys keys;

  RotateSigningKeys(SigningKeys keys) {
    this.keys = keys;
  }

  /**
   * Not part of a transaction: committed when it returns.
   *
   * @return the id of the key that signs now
   */
  public SigningKeyId execute() {
    return keys.renew().id();
  }
}
