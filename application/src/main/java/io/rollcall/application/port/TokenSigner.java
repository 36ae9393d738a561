package io.rollcall.application.port;

import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.SigningKey;
import io.rollcall.domain.identity.SigningKeyId;
import io.rollcall.domain.identity.TokenClaims;
import java.util.Optional;
import java.util.function.Function;

/** Tokens as the text that clients carry. */
public interface TokenSigner {
  /** Moments are kept in whole seconds. */
  Secret sign(TokenClaims claims, SigningKey key);

  /**
   * What the token says, if one of the server's keys signed it. Nothing for anything else, however
   * malformed; moments are not looked at.
   */
  Optional<TokenClaims> verify(Secret token, Function<SigningKeyId, Optional<SigningKey>> keys);

  /** The token without its signature, which opens nothing; one without stays as it is. */
  String shown(Secret token);
}
