package io.rollcall.application.identity;

import io.rollcall.application.port.ApiTokenRepository;
import io.rollcall.application.port.TokenSigner;
import io.rollcall.domain.identity.ApiToken;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenClaims;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/**
 * What a signed token stands for. The signature is checked in memory; what the server remembers of
 * it decides, in one round trip, so that whatever was ended is dead with the next request.
 */
@ApplicationScoped
class LivingTokens {
  private final TokenSigner signer;
  private final SigningKeys keys;
  private final ApiTokenRepository tokens;

  LivingTokens(TokenSigner signer, SigningKeys keys, ApiTokenRepository tokens) {
    this.signer = signer;
    this.keys = keys;
    this.tokens = tokens;
  }

  /**
   * The personal access token that this is, or was made from; nothing when it is of another kind,
   * not signed here, out of date or ended.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code TokenKindOff} when the
   *     organization takes no personal access tokens
   */
  Optional<ApiToken> find(Secret text, TokenClaims.Kind kind, Instant now) {
    return signer
        .verify(text, keys::find)
        .filter(claims -> claims.isUsable(kind, now))
        .flatMap(
            claims ->
                tokens
                    .find(claims.organization(), claims.token())
                    .filter(known -> claims.isOf(known.token()) && known.token().isAlive(now)))
        .map(LivingTokens::taken);
  }

  private static ApiToken taken(ApiTokenRepository.Known known) {
    if (!known.policy().apiTokens()) {
      throw new Violation.TokenKindOff("personal access tokens").refused();
    }
    return known.token();
  }
}
