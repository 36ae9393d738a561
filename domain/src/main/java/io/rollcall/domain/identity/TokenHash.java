package io.rollcall.domain.identity;

/**
 * The SHA-256 of a session token or API key, in lower-case hexadecimal: what the database is asked
 * for.
 */
public record TokenHash(String hex) {
  public TokenHash {
    if (hex.length() != 64) {
      throw new IllegalArgumentException("not a SHA-256 in hexadecimal");
    }
  }
}
