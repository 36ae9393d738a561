package io.rollcall.domain.membership;

/** The id of an invitation. */
public record InvitationId(long value) implements Comparable<InvitationId> {
  public InvitationId {
    if (value <= 0) {
      throw new IllegalArgumentException("InvitationId must be positive, not " + value);
    }
  }

  @Override
  public int compareTo(InvitationId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
