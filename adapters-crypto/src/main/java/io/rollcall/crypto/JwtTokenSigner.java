package io.rollcall.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.rollcall.application.port.TokenSigner;
import io.rollcall.domain.identity.ApiTokenId;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.SigningKey;
import io.rollcall.domain.identity.SigningKeyId;
import io.rollcall.domain.identity.TokenClaims;
import io.rollcall.domain.identity.TokenClaims.Kind;
import io.rollcall.domain.identity.TokenScope;
import io.rollcall.domain.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tokens as JWT (RFC 7519) with HMAC-SHA-256 (RFC 7518, section 3.2): nobody but this server
 * verifies them, so there is no public key that could be taken for a secret. The algorithm is
 * decided here, before the key is looked up, and never by the token.
 */
@ApplicationScoped
class JwtTokenSigner implements TokenSigner {
  /** Not the server's address: that may change, and tokens are bound to its keys anyway. */
  static final String ISSUER = "rollcall";

  static final String AUDIENCE = "rollcall-api";
  static final String KIND = "token_type";
  static final String ORGANIZATION = "organization";
  static final String SCOPE = "scope";

  /** Five times what the longest token of this server has. */
  private static final int MAX_LENGTH = 2048;

  @Override
  public Secret sign(TokenClaims claims, SigningKey key) {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(JOSEObjectType.JWT)
            .keyID(key.id().toString())
            .build();
    var jwt = new SignedJWT(header, payload(claims));
    try {
      jwt.sign(new MACSigner(bytes(key)));
    } catch (JOSEException impossible) {
      throw new IllegalStateException("HMAC-SHA-256 is not available", impossible);
    }
    return Secret.of(jwt.serialize());
  }

  private static JWTClaimsSet payload(TokenClaims claims) {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .subject(claims.user().toString())
        .jwtID(claims.token().toString())
        .issueTime(Date.from(claims.issuedAt()))
        .notBeforeTime(Date.from(claims.notBefore()))
        .expirationTime(Date.from(claims.expiresAt()))
        .claim(KIND, claims.kind().name().toLowerCase(Locale.ROOT))
        .claim(ORGANIZATION, claims.organization().value())
        .claim(SCOPE, claims.scope().code())
        .build();
  }

  @Override
  public Optional<TokenClaims> verify(
      Secret token, Function<SigningKeyId, Optional<SigningKey>> keys) {
    if (token.reveal().length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      var jwt = SignedJWT.parse(token.reveal());
      return isExpected(jwt.getHeader())
          ? key(jwt.getHeader(), keys).filter(key -> isSigned(jwt, key)).flatMap(key -> said(jwt))
          : Optional.empty();
    } catch (ParseException notAToken) {
      return Optional.empty(); // whoever sent it is told the same as with a wrong signature
    }
  }

  private static boolean isExpected(JWSHeader header) {
    return JWSAlgorithm.HS256.equals(header.getAlgorithm())
        && JOSEObjectType.JWT.equals(header.getType())
        && header.getCriticalParams() == null;
  }

  private static Optional<SigningKey> key(
      JWSHeader header, Function<SigningKeyId, Optional<SigningKey>> keys) {
    return number(header.getKeyID()).map(SigningKeyId::new).flatMap(keys);
  }

  private static boolean isSigned(SignedJWT jwt, SigningKey key) {
    try {
      return jwt.verify(new MACVerifier(bytes(key)));
    } catch (JOSEException unusable) {
      return false; // not one of our tokens: ours are verified by what signed them
    }
  }

  /** The claims of a token that this server signed; nothing when they are not all there. */
  private static Optional<TokenClaims> said(SignedJWT jwt) {
    try {
      var claims = jwt.getJWTClaimsSet();
      if (!ISSUER.equals(claims.getIssuer()) || !List.of(AUDIENCE).equals(claims.getAudience())) {
        return Optional.empty();
      }
      var kind = kind(claims.getStringClaim(KIND));
      var token = number(claims.getJWTID());
      var organization = Optional.ofNullable(claims.getLongClaim(ORGANIZATION));
      var user = number(claims.getSubject());
      var scope = Optional.ofNullable(claims.getStringClaim(SCOPE)).flatMap(TokenScope::ofCode);
      var issuedAt = moment(claims.getIssueTime());
      var notBefore = moment(claims.getNotBeforeTime());
      var expiresAt = moment(claims.getExpirationTime());
      boolean complete =
          kind.isPresent()
              && token.isPresent()
              && organization.filter(id -> id > 0).isPresent()
              && user.isPresent()
              && scope.isPresent()
              && issuedAt.isPresent()
              && notBefore.isPresent()
              && expiresAt.isPresent();
      return complete
          ? Optional.of(
              new TokenClaims(
                  kind.get(),
                  new ApiTokenId(token.get()),
                  new OrganizationId(organization.get()),
                  new UserId(user.get()),
                  scope.get(),
                  issuedAt.get(),
                  notBefore.get(),
                  expiresAt.get()))
          : Optional.empty();
    } catch (ParseException otherType) {
      return Optional.empty(); // a claim of another type than ours is as good as none
    }
  }

  private static Optional<Kind> kind(@Nullable String said) {
    return List.of(Kind.values()).stream()
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(said))
        .findFirst();
  }

  private static Optional<Instant> moment(@Nullable Date said) {
    return Optional.ofNullable(said).map(Date::toInstant);
  }

  /** A positive number in digits. */
  private static Optional<Long> number(@Nullable String said) {
    if (said == null || !said.matches("[1-9][0-9]{0,18}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.valueOf(said));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty(); // no id of ours
    }
  }

  private static byte[] bytes(SigningKey key) {
    return key.secret().reveal().getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String shown(Secret token) {
    var text = token.reveal();
    int signature = text.lastIndexOf('.');
    return text.indexOf('.') == signature ? text : text.substring(0, signature);
  }
}
