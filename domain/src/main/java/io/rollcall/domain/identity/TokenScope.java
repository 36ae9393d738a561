package io.rollcall.domain.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a personal access token may be used for. The role of its holder limits it besides. */
public enum TokenScope {
  /** Whatever its holder may do. */
  ALL,
  /** Look, and change nothing. */
  READ,
  /** Ask whether somebody may do something, and nothing else. */
  DECISIONS,
  /** Provision people from outside, and nothing else. */
  SCIM;

  /** What a request is about, as far as scopes tell apart. */
  public enum Use {
    READ,
    CHANGE,
    DECIDE,
    PROVISION,
    /**
     * Reading or making credentials. A use of its own: a token that could do this without being
     * able to do everything would hand out more than it has.
     */
    CREDENTIALS
  }

  public boolean permits(Use use) {
    return switch (this) {
      case ALL -> true;
      case READ -> use == Use.READ || use == Use.DECIDE;
      case DECISIONS -> use == Use.DECIDE;
      case SCIM -> use == Use.PROVISION;
    };
  }

  /** The name in the API: {@code decisions}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<TokenScope> ofCode(String code) {
    return Arrays.stream(values()).filter(scope -> scope.code().equals(code)).findFirst();
  }
}
