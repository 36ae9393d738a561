package io.rollcall.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.rollcall.application.port.TokenSigner;
import io.rollcall.application.port.TokenSignerContract;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenClaims.Kind;
import io.rollcall.domain.identity.TokenScope;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that somebody made with care: signed well, but not as this server signs. */
class JwtTokenSignerTest extends TokenSignerContract {
  private final TokenSigner signer = new JwtTokenSigner();

  @Override
  protected TokenSigner signer() {
    return signer;
  }

  private static JWTClaimsSet.Builder honest() {
    return new JWTClaimsSet.Builder()
        .issuer("rollcall")
        .audience("rollcall-api")
        .subject("3")
        .jwtID("1")
        .issueTime(Date.from(NOW))
        .notBeforeTime(Date.from(NOW))
        .expirationTime(Date.from(NOW.plusSeconds(300)))
        .claim("token_type", "refresh")
        .claim("organization", 2)
        .claim("scope", "all");
  }

  private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID("7");
  }

  private static Secret signed(JWSHeader header, JWTClaimsSet claims) throws Exception {
    return signed(header, claims, KEY.secret());
  }

  private static Secret signed(JWSHeader header, JWTClaimsSet claims, Secret key) throws Exception {
    var jwt = new SignedJWT(header, claims);
    jwt.sign(new MACSigner(key.reveal().getBytes(StandardCharsets.US_ASCII)));
    return Secret.of(jwt.serialize());
  }

  @Test
  void honestTokenIsVerified() throws Exception {
    assertThat(verify(signed(header(JWSAlgorithm.HS256).build(), honest().build())))
        .contains(claims(Kind.REFRESH, TokenScope.ALL));
  }

  /** The published client decodes tokens without verifying them, and needs these two. */
  @Test
  void clientFindsTheEndAndTheKindInThePayload() {
    var payload =
        new String(
            Base64.getUrlDecoder().decode(signed().reveal().split("\\.")[1]),
            StandardCharsets.UTF_8);

    assertThat(payload)
        .contains("\"token_type\":\"refresh\"")
        .contains("\"exp\":" + NOW.plusSeconds(300).getEpochSecond());
  }

  @Test
  void tokenWithoutAlgorithmIsRefused() throws Exception {
    assertThat(verify(Secret.of(new PlainJWT(honest().build()).serialize()))).isEmpty();
    var text = signed().reveal().split("\\.");
    for (var algorithm : new String[] {"none", "None", "NONE", "HS512", "RS256", "ES256", ""}) {
      var header =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(
                  "{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"7\"}"
                      .formatted(algorithm)
                      .getBytes(StandardCharsets.UTF_8));

      assertThat(verify(Secret.of(header + "." + text[1] + "."))).as(algorithm).isEmpty();
      assertThat(verify(Secret.of(header + "." + text[1] + "." + text[2]))).isEmpty();
    }
  }

  @Test
  void otherAlgorithmWithTheRightSecretIsRefused() throws Exception {
    var stronger = key(7, KEY.secret().reveal().repeat(2));
    var token = signed(header(JWSAlgorithm.HS512).build(), honest().build(), stronger.secret());

    assertThat(signer.verify(token, ring(stronger))).isEmpty();
  }

  @Test
  void publicKeyIsNeverTakenForASecret() throws Exception {
    var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    var jwt = new SignedJWT(header(JWSAlgorithm.RS256).build(), honest().build());
    jwt.sign(new RSASSASigner(pair.getPrivate()));

    assertThat(verify(Secret.of(jwt.serialize()))).isEmpty();
  }

  @Test
  void keyInTheHeaderIsNotUsed() throws Exception {
    var own = new com.nimbusds.jose.jwk.OctetSequenceKey.Builder(new byte[32]).build();
    var header =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(JOSEObjectType.JWT)
            .keyID("7")
            .jwkURL(java.net.URI.create("https://evil.example/jwks"))
            .build();
    var jwt = new SignedJWT(header, honest().build());
    jwt.sign(new MACSigner(own));

    assertThat(verify(Secret.of(jwt.serialize()))).isEmpty();
  }

  @Test
  void extensionsThatHaveToBeUnderstoodAreRefused() throws Exception {
    var header =
        header(JWSAlgorithm.HS256).criticalParams(Set.of("exp")).customParam("exp", 1).build();

    assertThat(verify(signed(header, honest().build()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-7",
        "07",
        "7 ",
        "../7",
        "7;drop",
        "9999999999999999999",
        "99999999999999999999"
      })
  void impossibleKeyIdNamesNoKey(String id) throws Exception {
    assertThat(verify(signed(header(JWSAlgorithm.HS256).keyID(id).build(), honest().build())))
        .isEmpty();
  }

  static Stream<Arguments> wrongClaims() {
    return Stream.of(
        wrong("issuer", claims -> claims.issuer("https://evil.example")),
        wrong("no issuer", claims -> claims.issuer(null)),
        wrong("audience", claims -> claims.audience("another-api")),
        wrong("two audiences", claims -> claims.audience(java.util.List.of("rollcall-api", "x"))),
        wrong("no audience", claims -> claims.audience((String) null)),
        wrong("no end", claims -> claims.expirationTime(null)),
        wrong("no beginning", claims -> claims.notBeforeTime(null)),
        wrong("no kind", claims -> claims.claim("token_type", null)),
        wrong("kind", claims -> claims.claim("token_type", "id")),
        wrong("kind of another type", claims -> claims.claim("token_type", 1)),
        wrong("scope", claims -> claims.claim("scope", "everything")),
        wrong("no scope", claims -> claims.claim("scope", null)),
        wrong("no organization", claims -> claims.claim("organization", null)),
        wrong("organization", claims -> claims.claim("organization", -1)),
        wrong("organization as text", claims -> claims.claim("organization", "2")),
        wrong("no holder", claims -> claims.subject(null)),
        wrong("holder", claims -> claims.subject("ann")),
        wrong("no id", claims -> claims.jwtID(null)),
        wrong("id", claims -> claims.jwtID("0")));
  }

  private static Arguments wrong(String what, Consumer<JWTClaimsSet.Builder> change) {
    UnaryOperator<JWTClaimsSet.Builder> changed =
        claims -> {
          change.accept(claims);
          return claims;
        };
    return Arguments.of(what, changed);
  }

  @ParameterizedTest
  @MethodSource("wrongClaims")
  void wellSignedTokenThatSaysAnythingElseIsRefused(
      String what, UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
    var token = signed(header(JWSAlgorithm.HS256).build(), change.apply(honest()).build());

    assertThat(verify(token)).as(what).isEmpty();
  }
}
