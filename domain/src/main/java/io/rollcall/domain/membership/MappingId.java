package io.rollcall.domain.membership;

/** The id of a group mapping, the rule by which a provider's group gave something. */
public record MappingId(long value) implements Comparable<MappingId> {
  public MappingId {
    if (value <= 0) {
      throw new IllegalArgumentException("MappingId must be positive, not " + value);
    }
  }

  @Override
  public int compareTo(MappingId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
