package io.rollcall.domain.membership;

/** The id of a workspace. */
public record WorkspaceId(long value) implements Comparable<WorkspaceId> {
  public WorkspaceId {
    if (value <= 0) {
      throw new IllegalArgumentException("WorkspaceId must be positive, not " + value);
    }
  }

  @Override
  public int compareTo(WorkspaceId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
