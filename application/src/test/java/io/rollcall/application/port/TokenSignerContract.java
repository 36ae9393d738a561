package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.ApiTokenId;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.SigningKey;
import io.rollcall.domain.identity.SigningKeyId;
import io.rollcall.domain.identity.TokenClaims;
import io.rollcall.domain.identity.TokenClaims.Kind;
import io.rollcall.domain.identity.TokenScope;
import io.rollcall.domain.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link TokenSigner} does. */
public abstract class TokenSignerContract {
  protected static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
  protected static final SigningKey KEY = key(7, "0123456789abcdef0123456789abcdef0123456789a");
  private static final SigningKey OTHER = key(8, "another-key-another-key-another-key-another");

  protected abstract TokenSigner signer();

  protected static SigningKey key(long id, String secret) {
    return new SigningKey(new SigningKeyId(id), Secret.of(secret), NOW, null, NOW);
  }

  protected static TokenClaims claims(Kind kind, TokenScope scope) {
    return new TokenClaims(
        kind,
        new ApiTokenId(1),
        new OrganizationId(2),
        new UserId(3),
        scope,
        NOW,
        NOW,
        NOW.plusSeconds(300));
  }

  protected static Function<SigningKeyId, Optional<SigningKey>> ring(SigningKey... keys) {
    return id -> List.of(keys).stream().filter(key -> key.id().equals(id)).findFirst();
  }

  protected Secret signed() {
    return signer().sign(claims(Kind.REFRESH, TokenScope.ALL), KEY);
  }

  protected Optional<TokenClaims> verify(Secret token) {
    return signer().verify(token, ring(KEY));
  }

  @ParameterizedTest
  @EnumSource
  void whatWasSignedIsReadBack(TokenScope scope) {
    for (var kind : Kind.values()) {
      var claims = claims(kind, scope);

      assertThat(verify(signer().sign(claims, KEY))).contains(claims);
    }
  }

  @Test
  void momentsTwoHundredYearsAheadAreReadBack() {
    var claims =
        TokenClaims.refresh(
            new ApiTokenId(Long.MAX_VALUE),
            new OrganizationId(Long.MAX_VALUE),
            new UserId(Long.MAX_VALUE),
            TokenScope.ALL,
            NOW,
            NOW.plusSeconds(73_000L * 86_400));

    assertThat(verify(signer().sign(claims, KEY))).contains(claims);
  }

  @Test
  void eachTokenIsVerifiedByTheKeyItNames() {
    var one = signed();
    var two = signer().sign(claims(Kind.ACCESS, TokenScope.READ), OTHER);

    assertThat(signer().verify(one, ring(KEY, OTHER))).isPresent();
    assertThat(signer().verify(two, ring(KEY, OTHER))).isPresent();
    assertThat(signer().verify(two, ring(KEY))).as("unknown key").isEmpty();
  }

  @Test
  void keyOfTheSameIdWithAnotherSecretDoesNotVerify() {
    assertThat(signer().verify(signed(), ring(key(7, OTHER.secret().reveal())))).isEmpty();
  }

  @Test
  void everyChangedCharacterIsNoticed() {
    var text = signed().reveal();
    for (int i = 0; i < text.length() - 1; i++) {
      char changed = text.charAt(i) == 'A' ? 'B' : 'A';
      var tampered = text.substring(0, i) + changed + text.substring(i + 1);

      assertThat(verify(Secret.of(tampered))).as("character %d", i).isEmpty();
    }
  }

  @Test
  void everyCutOffTokenIsNothing() {
    var text = signed().reveal();
    for (int length = 0; length < text.length(); length++) {
      assertThat(verify(Secret.of(text.substring(0, length)))).as("%d", length).isEmpty();
    }
  }

  @Test
  void partsOfTwoTokensMakeNone() {
    var one = signed().reveal().split("\\.");
    var two = signer().sign(claims(Kind.ACCESS, TokenScope.READ), KEY).reveal().split("\\.");

    assertThat(verify(Secret.of(one[0] + "." + two[1] + "." + one[2]))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "...",
        "a.b.c",
        "a.b.c.d",
        "e30.e30.",
        "e30.e30.e30",
        "{}.{}.{}",
        "ü.ü.ü"
      })
  void nonsenseIsNothing(String text) {
    assertThat(verify(Secret.of(text))).isEmpty();
  }

  @Test
  void endlessTextIsNothing() {
    assertThat(verify(Secret.of("a".repeat(1_000_000)))).isEmpty();
    assertThat(verify(Secret.of(signed().reveal() + "A".repeat(100_000)))).isEmpty();
  }

  @Test
  void whatIsShownIsAllButTheSignatureAndOpensNothing() {
    var token = signed();
    var shown = signer().shown(token);

    assertThat(token.reveal()).startsWith(shown + ".");
    assertThat(shown).contains(".");
    assertThat(signer().shown(Secret.of(shown))).isEqualTo(shown);
    assertThat(verify(Secret.of(shown))).isEmpty();
    assertThat(verify(Secret.of(shown + "."))).isEmpty();
  }
}
