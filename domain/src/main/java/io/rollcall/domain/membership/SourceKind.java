package io.rollcall.domain.membership;

import io.rollcall.domain.identity.ProviderKind;
import java.util.Locale;

/** The kind of source behind a role, as lists and explanations name it. */
public enum SourceKind {
  OWNER,
  MANUAL,
  INVITE,
  DEFAULT,
  LDAP,
  OIDC,
  SAML,
  SCIM;

  /** The lower-case word of the API: {@code manual}, {@code ldap}, … */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static SourceKind ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  public static SourceKind of(ProviderKind kind) {
    return valueOf(kind.name());
  }

  public static SourceKind of(Source source) {
    return switch (source) {
      case Source.Administrator ignored -> MANUAL;
      case Source.Invited ignored -> INVITE;
      case Source.DefaultRole ignored -> DEFAULT;
      case Source.Provider provider -> of(provider.kind());
    };
  }

  public static SourceKind of(Suspension.Cause cause) {
    return switch (cause) {
      case Suspension.Cause.ByAdministrator ignored -> MANUAL;
      case Suspension.Cause.Disabled by -> of(by.kind());
      case Suspension.Cause.Gone by -> of(by.kind());
      case Suspension.Cause.InGroup by -> of(by.kind());
    };
  }
}
