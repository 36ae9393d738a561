package io.rollcall.domain.membership;

/** The id of one run of a directory sync. */
public record SyncRunId(long value) implements Comparable<SyncRunId> {
  public SyncRunId {
    if (value <= 0) {
      throw new IllegalArgumentException("SyncRunId must be positive, not " + value);
    }
  }

  @Override
  public int compareTo(SyncRunId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
