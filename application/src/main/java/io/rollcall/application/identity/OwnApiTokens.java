package io.rollcall.application.identity;

import io.rollcall.application.port.ApiTokenRepository;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.TokenSigner;
import io.rollcall.domain.identity.ApiToken;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenClaims;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The personal access tokens that a person has in the active organization and that still live. */
@ApplicationScoped
class OwnApiTokens {
  private final OrganizationRepository organizations;
  private final ApiTokenRepository tokens;
  private final TokenSigner signer;
  private final SigningKeys keys;
  private final InstantSource clock;

  OwnApiTokens(
      OrganizationRepository organizations,
      ApiTokenRepository tokens,
      TokenSigner signer,
      SigningKeys keys,
      InstantSource clock) {
    this.organizations = organizations;
    this.tokens = tokens;
    this.signer = signer;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  List<ApiToken> all(Caller caller, Permission needed) {
    organizations
        .acting(caller.inActive(), caller.user())
        .orElseThrow(() -> new Violation.NotFound("organization").refused())
        .require(needed);
    var now = clock.instant();
    return tokens.list(caller.inActive(), caller.user()).stream()
        .filter(token -> token.isAlive(now))
        .toList();
  }

  /**
   * One of them, by the whole token or by what lists show of it. A whole one has to be signed by
   * this server: a changed one is somebody's mistake and names nothing.
   */
  Optional<ApiToken> named(Secret text, Caller caller, Permission needed) {
    var shown = signer.shown(text);
    boolean whole = !shown.equals(text.reveal());
    boolean good =
        !whole
            || signer
                .verify(text, keys::find)
                .filter(claims -> claims.isUsable(TokenClaims.Kind.REFRESH, clock.instant()))
                .isPresent();
    return all(caller, needed).stream()
        .filter(token -> good && token.shown().equals(shown))
        .findFirst();
  }
}
