package io.rollcall.domain.membership;

/** The id of one suspension. */
public record SuspensionId(long value) implements Comparable<SuspensionId> {
  public SuspensionId {
    if (value <= 0) {
      throw new IllegalArgumentException("SuspensionId must be positive, not " + value);
    }
  }

  @Override
  public int compareTo(SuspensionId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
