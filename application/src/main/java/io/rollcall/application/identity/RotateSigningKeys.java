package io.rollcall.application.identity;

import io.rollcall.domain.identity.SigningKeyId;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Lets a new key sign tokens, on this node at once and on the others within a minute. For the
 * operator, who needs nobody's permission.
 */
@ApplicationScoped
public class RotateSigningKeys {
  private final SigningKeys keys;

  RotateSigningKeys(SigningKeys keys) {
    this.keys = keys;
  }

  /** What becomes of what older keys signed. */
  public enum Old {
    /** Nobody is logged out: they verify it until the last of it ends, then they are forgotten. */
    KEPT,
    /**
     * When a key got out: the keys are forgotten and every token is dead, on every node at once.
     */
    DROPPED
  }

  /**
   * Not part of a transaction: committed when it returns.
   *
   * @return the id of the key that signs now
   */
  public SigningKeyId execute(Old old) {
    return keys.renew(old == Old.DROPPED).id();
  }
}
