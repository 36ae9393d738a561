package io.rollcall.domain.identity;

/** The id of a key that tokens are signed with. Not a secret: tokens name it. */
public record SigningKeyId(long value) implements Comparable<SigningKeyId> {
  public SigningKeyId {
    if (value <= 0) {
      throw new IllegalArgumentException("SigningKeyId must be positive, not " + value);
    }
  }

  @Override
  public int compareTo(SigningKeyId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
