package io.rollcall.domain.identity;

import java.time.Duration;
import java.time.Instant;

/**
 * What a mail to a person lets its reader do, once. The reader shows with it that the mailbox is
 * theirs.
 *
 * @param address the mailbox it was sent to: for {@link Purpose#VERIFY_ADDRESS} the address that
 *     the account has from then on
 */
public record AccountToken(UserId user, Purpose purpose, EmailAddress address, Instant expiresAt) {
  /** How long a person has to read the mail. */
  public enum Purpose {
    /** Set a password without the old one. */
    RESET_PASSWORD(Duration.ofHours(1)),
    /** Set the first password of an account that an administrator made. */
    FIRST_PASSWORD(Duration.ofDays(7)),
    /** Make the address that of the account, and proved. */
    VERIFY_ADDRESS(Duration.ofDays(3));

    private final Duration life;

    Purpose(Duration life) {
      this.life = life;
    }

    public Duration life() {
      return life;
    }
  }

  /** One that is issued now and lives as long as such tokens usually do. */
  public static AccountToken of(UserId user, Purpose purpose, EmailAddress address, Instant now) {
    return new AccountToken(user, purpose, address, now.plus(purpose.life()));
  }
}
