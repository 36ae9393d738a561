package io.rollcall.domain.membership;

/** The id of a membership row, as the REST contract publishes it. */
public record MembershipId(long value) implements Comparable<MembershipId> {
  public MembershipId {
    if (value <= 0) {
      throw new IllegalArgumentException("MembershipId must be positive, not " + value);
    }
  }

  @Override
  public int compareTo(MembershipId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
