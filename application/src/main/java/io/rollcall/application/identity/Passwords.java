package io.rollcall.application.identity;

import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.membership.Violation;

/** What a password must be like. Length alone: composition rules make passwords worse. */
public final class Passwords {
  static final int MIN_LENGTH = 8;

  /** Long enough for any passphrase, short enough that hashing cannot be abused. */
  static final int MAX_LENGTH = 256;

  private Passwords() {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code Invalid} naming {@code password}
   */
  public static Secret checked(Secret password) {
    int length = password.reveal().codePointCount(0, password.reveal().length());
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      throw Violation.Invalid.field(
              "password", "Between %d and %d characters.".formatted(MIN_LENGTH, MAX_LENGTH))
          .refused();
    }
    return password;
  }
}
