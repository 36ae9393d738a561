package io.rollcall.domain.membership;

/** The id of one grant. */
public record GrantId(long value) implements Comparable<GrantId> {
  public GrantId {
    if (value <= 0) {
      throw new IllegalArgumentException("GrantId must be positive, not " + value);
    }
  }

  @Override
  public int compareTo(GrantId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
