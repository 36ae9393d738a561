package io.rollcall.domain.identity;

/** The id of a user, unique in the whole installation. */
public record UserId(long value) implements Comparable<UserId> {
  public UserId {
    if (value <= 0) {
      throw new IllegalArgumentException("UserId must be positive, not " + value);
    }
  }

  @Override
  public int compareTo(UserId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
