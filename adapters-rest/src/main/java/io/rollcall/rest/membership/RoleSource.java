package io.rollcall.rest.membership;

import io.rollcall.domain.membership.SourceKind;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sources in the words of the published API, which has none for some of ours. */
final class RoleSource {
  private static final Set<String> WITHOUT_SOURCE = Set.of("api", "billing");

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

  /** What a published word stands for; empty for those that nothing of ours is. */
  static Optional<Set<SourceKind>> sources(String word) {
    var sources = EnumSet.noneOf(SourceKind.class);
    for (var kind : SourceKind.values()) {
      if (word.equals(of(kind))) {
        sources.add(kind);
      }
    }
    return Optional.<Set<SourceKind>>of(sources)
        .filter(known -> !known.isEmpty() || WITHOUT_SOURCE.contains(word));
  }

  /** As people write it. */
  static String display(String word) {
    return word.equals("manual") ? "Manual" : word.toUpperCase(Locale.ROOT);
  }
}
