package io.rollcall.domain.identity;

/** The id of a session. Not a secret: the secret is the token that the browser holds. */
public record SessionId(long value) implements Comparable<SessionId> {
  public SessionId {
    if (value <= 0) {
      throw new IllegalArgumentException("SessionId must be positive, not " + value);
    }
  }

  @Override
  public int compareTo(SessionId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
