package io.rollcall.domain.identity;

/** The id of an organization, unique in the whole installation. */
public record OrganizationId(long value) implements Comparable<OrganizationId> {
  public OrganizationId {
    if (value <= 0) {
      throw new IllegalArgumentException("OrganizationId must be positive, not " + value);
    }
  }

  @Override
  public int compareTo(OrganizationId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
