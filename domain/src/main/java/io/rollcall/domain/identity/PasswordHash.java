package io.rollcall.domain.identity;

/**
 * A password as it is kept: hashed, with the parameters of the hash inside (PHC string format).
 * Prints as {@code ***}.
 */
public record PasswordHash(Secret encoded) {
  public static PasswordHash of(String encoded) {
    return new PasswordHash(Secret.of(encoded));
  }
}
