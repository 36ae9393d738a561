package io.rollcall.domain.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One person with an account.
 *
 * @param provisionedBy the organization whose directory or provider created the account and may
 *     write its profile; null when the person signed up or was invited
 * @param emailVerifiedAt when the person proved the address; null while an account is valid only in
 *     {@code provisionedBy}
 */
public record User(
    UserId id,
    EmailAddress email,
    Profile profile,
    @Nullable OrganizationId provisionedBy,
    @Nullable Instant emailVerifiedAt,
    Instant joinedAt) {

  /** Nobody any more: what is left of an account that was erased. No mail reaches the address. */
  public static User erased(UserId id, Instant joinedAt) {
    return new User(
        id,
        new EmailAddress("erased-%s@erased.invalid".formatted(id)),
        new Profile("", "Deleted", "user", ""),
        null,
        null,
        joinedAt);
  }

  /**
   * The names a person goes by. Never null, possibly empty; at most {@value #MAX_LENGTH} characters
   * each.
   */
  public record Profile(String username, String firstName, String lastName, String phone) {
    public static final int MAX_LENGTH = 256;

    public Profile {
      username = clip(username);
      firstName = clip(firstName);
      lastName = clip(lastName);
      phone = clip(phone);
    }

    private static String clip(String text) {
      var clean = text.strip();
      return clean.length() <= MAX_LENGTH ? clean : clean.substring(0, MAX_LENGTH);
    }
  }
}
