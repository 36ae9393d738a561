package io.rollcall.application.identity;

import io.rollcall.application.port.CommonPasswords;
import io.rollcall.application.port.PasswordHasher;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.PasswordHash;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/**
 * What a new password must be like: long enough, and none that attackers try first (NIST SP
 * 800-63B, section 3.1.1.2). No rules of composition: they make passwords worse.
 */
@ApplicationScoped
public class Passwords {
  static final int MIN_LENGTH = 8;

  /** Long enough for any passphrase, short enough that hashing cannot be abused. */
  static final int MAX_LENGTH = 256;

  private final CommonPasswords common;
  private final PasswordHasher hasher;

  Passwords(CommonPasswords common, PasswordHasher hasher) {
    this.common = common;
    this.hasher = hasher;
  }

  /**
   * The hash of a password that may be kept. Slow on purpose: call it while no transaction holds a
   * connection.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code Invalid} naming {@code password}
   */
  public PasswordHash hash(Secret password, EmailAddress owner) {
    int length = password.reveal().codePointCount(0, password.reveal().length());
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      throw invalid("Between %d and %d characters.".formatted(MIN_LENGTH, MAX_LENGTH));
    }
    if (common.contains(password)) {
      throw invalid("This password is one of those that are guessed first. Choose another.");
    }
    if (isAddress(password, owner)) {
      throw invalid("The password must not be your address.");
    }
    return hasher.hash(password);
  }

  private static boolean isAddress(Secret password, EmailAddress owner) {
    var text = password.reveal().strip().toLowerCase(Locale.ROOT);
    return text.equals(owner.value())
        || text.equals(owner.value().substring(0, owner.value().lastIndexOf('@')));
  }

  private static RuntimeException invalid(String message) {
    return Violation.Invalid.field("password", message).refused();
  }
}
