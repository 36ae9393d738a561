package io.rollcall.rest.membership;

import io.rollcall.domain.membership.SourceKind;
import org.jspecify.annotations.Nullable;

/** Sources in the words of the published API, which has none for some of ours. */
final class RoleSource {
  private RoleSource() {}

  static @Nullable String of(SourceKind source) {
    return switch (source) {
      case MANUAL, INVITE -> "manual";
      case LDAP -> "ldap";
      case OIDC, SAML -> "saml";
      case SCIM -> "scim";
      case OWNER, DEFAULT -> null;
    };
  }
}
