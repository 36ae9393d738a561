package io.rollcall.application.identity;

import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenClaims;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Optional;

/** Finds out who makes a request with an access token. */
@ApplicationScoped
public class AuthenticateAccessToken {
  private final LivingTokens living;
  private final InstantSource clock;

  AuthenticateAccessToken(LivingTokens living, InstantSource clock) {
    this.living = living;
    this.clock = clock;
  }

  /**
   * Nothing when the token is not one of this server, or no longer, or a personal access token
   * itself. One round trip; none for what is not signed here.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code TokenKindOff}
   */
  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<Caller> execute(Secret token) {
    return living
        .find(token, TokenClaims.Kind.ACCESS, clock.instant())
        .map(
            known ->
                new Caller(
                    known.user(),
                    known.organization(),
                    known.organization(),
                    new Caller.Credential.ByApiToken(known.id(), known.scope())));
  }
}
