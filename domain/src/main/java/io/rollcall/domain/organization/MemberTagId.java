package io.rollcall.domain.organization;

/** The id of a member tag. */
public record MemberTagId(long value) implements Comparable<MemberTagId> {
  public MemberTagId {
    if (value <= 0) {
      throw new IllegalArgumentException("MemberTagId must be positive, not " + value);
    }
  }

  @Override
  public int compareTo(MemberTagId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
