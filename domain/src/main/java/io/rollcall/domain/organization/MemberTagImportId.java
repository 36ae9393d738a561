package io.rollcall.domain.organization;

/** The id of an import of member tags. */
public record MemberTagImportId(long value) implements Comparable<MemberTagImportId> {
  public MemberTagImportId {
    if (value <= 0) {
      throw new IllegalArgumentException("MemberTagImportId must be positive, not " + value);
    }
  }

  @Override
  public int compareTo(MemberTagImportId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
