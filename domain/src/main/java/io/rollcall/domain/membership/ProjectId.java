package io.rollcall.domain.membership;

/** The id of a project. */
public record ProjectId(long value) implements Comparable<ProjectId> {
  public ProjectId {
    if (value <= 0) {
      throw new IllegalArgumentException("ProjectId must be positive, not " + value);
    }
  }

  @Override
  public int compareTo(ProjectId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
