package io.rollcall.domain.identity;

import java.util.Locale;

/** What protocol an identity provider speaks. */
public enum ProviderKind {
  LDAP,
  OIDC,
  SAML,
  SCIM;

  /** The lower-case word used in the API and in the database: {@code ldap}, {@code oidc}, … */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The reverse of {@link #code()}. */
  public static ProviderKind ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
