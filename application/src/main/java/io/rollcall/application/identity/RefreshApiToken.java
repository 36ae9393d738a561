package io.rollcall.application.identity;

import io.rollcall.application.port.TokenSigner;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenClaims;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Optional;

/** Exchanges a personal access token for an access token, which lives for minutes. */
@ApplicationScoped
public class RefreshApiToken {
  private final LivingTokens living;
  private final SigningKeys keys;
  private final TokenSigner signer;
  private final InstantSource clock;

  RefreshApiToken(LivingTokens living, SigningKeys keys, TokenSigner signer, InstantSource clock) {
    this.living = living;
    this.keys = keys;
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * Nothing when the token is not one of this server, or no longer, or an access token.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code TokenKindOff}
   */
  @Transactional
  public Optional<Secret> execute(Secret token) {
    var now = clock.instant();
    var key = keys.current();
    return living
        .find(token, TokenClaims.Kind.REFRESH, now)
        .map(known -> signer.sign(TokenClaims.access(known, now), key));
  }
}
