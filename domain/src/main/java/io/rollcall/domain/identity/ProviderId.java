package io.rollcall.domain.identity;

/**
 * The id of an identity provider (an LDAP directory, an OIDC provider), unique in the whole
 * installation and always used together with its organization.
 */
public record ProviderId(long value) implements Comparable<ProviderId> {
  public ProviderId {
    if (value <= 0) {
      throw new IllegalArgumentException("ProviderId must be positive, not " + value);
    }
  }

  @Override
  public int compareTo(ProviderId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
