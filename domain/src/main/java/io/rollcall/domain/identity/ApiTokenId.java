package io.rollcall.domain.identity;

/** The id of a personal access token. Not a secret: the secret is the signature. */
public record ApiTokenId(long value) implements Comparable<ApiTokenId> {
  public ApiTokenId {
    if (value <= 0) {
      throw new IllegalArgumentException("ApiTokenId must be positive, not " + value);
    }
  }

  @Override
  public int compareTo(ApiTokenId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
