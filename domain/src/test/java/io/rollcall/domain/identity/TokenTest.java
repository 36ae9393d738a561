package io.rollcall.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rollcall.domain.identity.TokenClaims.Kind;
import io.rollcall.domain.identity.TokenScope.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When and for what a personal access token is good. */
class TokenTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final ApiToken TOKEN = token(NOW.plus(Duration.ofDays(1)));

  private static ApiToken token(Instant expiresAt) {
    return new ApiToken(
        new ApiTokenId(1),
        new OrganizationId(2),
        new UserId(3),
        TokenScope.READ,
        new SigningKeyId(4),
        "header.payload",
        NOW,
        expiresAt);
  }

  @Test
  void ofAccessEndsAfterMinutes() {
    assertThat(TokenClaims.access(TOKEN, NOW).expiresAt()).isEqualTo(NOW.plusSeconds(300));
  }

  @Test
  void ofAccessNeverOutlivesTheOneItIsMadeFrom() {
    var dying = token(NOW.plusSeconds(10));

    assertThat(TokenClaims.access(dying, NOW).expiresAt()).isEqualTo(dying.expiresAt());
  }

  @Test
  void ofOneKindNeverStandsInForTheOther() {
    var access = TokenClaims.access(TOKEN, NOW);
    var refresh =
        TokenClaims.refresh(
            TOKEN.id(), TOKEN.organization(), TOKEN.user(), TOKEN.scope(), NOW, TOKEN.expiresAt());

    assertThat(access.isUsable(Kind.ACCESS, NOW)).isTrue();
    assertThat(access.isUsable(Kind.REFRESH, NOW)).isFalse();
    assertThat(refresh.isUsable(Kind.REFRESH, NOW)).isTrue();
    assertThat(refresh.isUsable(Kind.ACCESS, NOW)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"-6,false", "-5,true", "0,true", "299,true", "300,false", "301,false"})
  void ofAccessIsGoodFromItsMomentUntilItsEnd(int seconds, boolean good) {
    assertThat(TokenClaims.access(TOKEN, NOW).isUsable(Kind.ACCESS, NOW.plusSeconds(seconds)))
        .isEqualTo(good);
  }

  @Test
  void thatSpeaksOfAnotherHolderOrganizationOrScopeIsNotTheOneRemembered() {
    var said = TokenClaims.access(TOKEN, NOW);

    assertThat(said.isOf(TOKEN)).isTrue();
    for (var other :
        List.of(
            claims(9, 2, 3, TokenScope.READ),
            claims(1, 9, 3, TokenScope.READ),
            claims(1, 2, 9, TokenScope.READ),
            claims(1, 2, 3, TokenScope.ALL))) {
      assertThat(other.isOf(TOKEN)).as(other.toString()).isFalse();
    }
  }

  private static TokenClaims claims(long id, long organization, long user, TokenScope scope) {
    return new TokenClaims(
        Kind.ACCESS,
        new ApiTokenId(id),
        new OrganizationId(organization),
        new UserId(user),
        scope,
        NOW,
        NOW,
        NOW.plusSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({
    "ALL,READ CHANGE DECIDE PROVISION CREDENTIALS",
    "READ,READ DECIDE",
    "DECISIONS,DECIDE",
    "SCIM,PROVISION"
  })
  void isGoodForWhatItsScopeSaysAlone(TokenScope scope, String uses) {
    assertThat(Arrays.stream(Use.values()).filter(scope::permits).map(Use::name))
        .containsExactlyInAnyOrder(uses.split(" "));
  }

  @ParameterizedTest
  @EnumSource
  void scopeIsReadBackByItsCode(TokenScope scope) {
    assertThat(TokenScope.ofCode(scope.code())).contains(scope);
  }

  @Test
  void scopeOfAnotherNameIsNone() {
    assertThat(TokenScope.ofCode("ALL")).isEmpty();
    assertThat(TokenScope.ofCode("everything")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 73_001, Integer.MAX_VALUE})
  void policyOfNoOrEndlessDaysIsNone(int days) {
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenPolicy(true, true, days));
  }

  @Test
  void youngestKeySigns() {
    var old = key(1, NOW, null);
    var young = key(2, NOW.plusSeconds(1), null);

    assertThat(new KeyRing(List.of(young, old)).current()).contains(young);
    assertThat(new KeyRing(List.of(old, key(3, NOW.plusSeconds(2), NOW))).current()).contains(old);
    assertThat(new KeyRing(List.of()).current()).isEmpty();
  }

  @Test
  void keyIsSpentOnceNothingThatItSignedIsAlive() {
    var key = new SigningKey(new SigningKeyId(1), Secret.of("k"), NOW, NOW, NOW.plusSeconds(7200));

    assertThat(key.isSpent(NOW.plusSeconds(7200))).isFalse();
    assertThat(key.isSpent(NOW.plusSeconds(7201))).isTrue();
    assertThat(key(1, NOW, NOW).isSpent(NOW.plusSeconds(3600))).as("grace").isFalse();
    assertThat(key(1, NOW, NOW).isSpent(NOW.plusSeconds(3601))).isTrue();
    assertThat(key(1, NOW, null).isSpent(NOW.plusSeconds(99_999))).as("it signs").isFalse();
  }

  @Test
  void keyNeverPrintsItself() {
    assertThat(key(1, NOW, null).toString()).contains("***").doesNotContain("secret=k");
  }

  private static SigningKey key(
      long id, Instant createdAt, @org.jspecify.annotations.Nullable Instant retiredAt) {
    return new SigningKey(new SigningKeyId(id), Secret.of("k"), createdAt, retiredAt, createdAt);
  }
}
