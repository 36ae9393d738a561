package io.rollcall.crypto;

import io.rollcall.domain.identity.Secret;

/**
 * The operator's secret, {@code rollcall.secret-key}, from which all other keys are derived. At
 * least 32 characters.
 */
public record MasterKey(Secret value) {
  private static final int MIN_LENGTH = 32;

  public MasterKey {
    if (value.reveal().length() < MIN_LENGTH) {
      throw new IllegalArgumentException(
          "rollcall.secret-key needs at least %d characters, for example the output of: openssl rand -hex 32"
              .formatted(MIN_LENGTH));
    }
  }
}
