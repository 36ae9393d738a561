package io.rollcall.application.port;

import io.rollcall.domain.identity.ApiTokenId;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.SigningKey;
import io.rollcall.domain.identity.SigningKeyId;
import io.rollcall.domain.identity.TokenClaims;
import io.rollcall.domain.identity.TokenScope;
import io.rollcall.domain.identity.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Says everything in plain text, but notices a changed token as a real signer does. */
public final class PlainTokenSigner implements TokenSigner {
  private final SecretVault vault = new PlainSecretVault();

  @Override
  public Secret sign(TokenClaims claims, SigningKey key) {
    var signed =
        "%s.%s|%s|%s|%s|%s|%d|%d|%d"
            .formatted(
                key.id(),
                claims.kind(),
                claims.token(),
                claims.organization(),
                claims.user(),
                claims.scope(),
                claims.issuedAt().getEpochSecond(),
                claims.notBefore().getEpochSecond(),
                claims.expiresAt().getEpochSecond());
    return Secret.of(signed + "." + signature(signed, key));
  }

  private String signature(String signed, SigningKey key) {
    return vault.hash(Secret.of(key.secret().reveal() + signed)).hex();
  }

  @Override
  public Optional<TokenClaims> verify(
      Secret token, Function<SigningKeyId, Optional<SigningKey>> keys) {
    try {
      var parts = token.reveal().split("\\.", -1);
      if (parts.length != 3) {
        return Optional.empty();
      }
      return keys.apply(new SigningKeyId(Long.parseLong(parts[0])))
          .filter(key -> signature(parts[0] + "." + parts[1], key).equals(parts[2]))
          .map(key -> claims(parts[1].split("\\|", -1)));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static TokenClaims claims(String[] said) {
    return new TokenClaims(
        TokenClaims.Kind.valueOf(said[0]),
        new ApiTokenId(Long.parseLong(said[1])),
        new OrganizationId(Long.parseLong(said[2])),
        new UserId(Long.parseLong(said[3])),
        TokenScope.valueOf(said[4]),
        moment(said[5]),
        moment(said[6]),
        moment(said[7]));
  }

  private static Instant moment(String seconds) {
    return Instant.ofEpochSecond(Long.parseLong(seconds));
  }

  @Override
  public String shown(Secret token) {
    var text = token.reveal();
    int signature = text.lastIndexOf('.');
    return text.indexOf('.') == signature ? text : text.substring(0, signature);
  }
}
