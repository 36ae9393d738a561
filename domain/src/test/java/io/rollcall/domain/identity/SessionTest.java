package io.rollcall.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a session opens, and for how long: rules, section 5.4. */
class SessionTest {
  private static final Instant CREATED = Instant.parse("2026-03-01T08:00:00Z");
  private static final OrganizationId ACME = new OrganizationId(1);
  private static final OrganizationId OTHER = new OrganizationId(2);

  private static Session session(@Nullable OrganizationId boundTo, Duration lastSeenAfter) {
    return new Session(
        new SessionId(1), new UserId(1), ACME, boundTo, CREATED, CREATED.plus(lastSeenAfter));
  }

  @Test
  void ofAPasswordOpensEveryOrganization() {
    assertThat(session(null, Duration.ZERO).opens(ACME)).isTrue();
    assertThat(session(null, Duration.ZERO).opens(OTHER)).isTrue();
  }

  @Test
  void ofAnIdentityProviderOpensItsOrganizationAndNothingElse() {
    assertThat(session(ACME, Duration.ZERO).opens(ACME)).isTrue();
    assertThat(session(ACME, Duration.ZERO).opens(OTHER)).isFalse();
  }

  @Test
  void endsWhenItIsTooOldHoweverBusy() {
    var policy = new Session.Policy(Duration.ofHours(2), Duration.ofHours(1));
    var busy = session(null, Duration.ofMinutes(119));

    assertThat(busy.isAlive(policy, CREATED.plus(Duration.ofHours(2)).minusNanos(1))).isTrue();
    assertThat(busy.isAlive(policy, CREATED.plus(Duration.ofHours(2)))).isFalse();
  }

  @Test
  void endsWhenItIsIdleForTooLong() {
    var policy = new Session.Policy(Duration.ofHours(5), Duration.ofHours(1));
    var idle = session(null, Duration.ofHours(1));

    assertThat(idle.isAlive(policy, CREATED.plus(Duration.ofHours(2)).minusNanos(1))).isTrue();
    assertThat(idle.isAlive(policy, CREATED.plus(Duration.ofHours(2)))).isFalse();
  }

  @Test
  void livesAtLeastAMinute() {
    var minute = Duration.ofMinutes(1);
    var less = Duration.ofSeconds(59);

    assertThat(new Session.Policy(minute, minute).maxAge()).isEqualTo(minute);
    assertThatIllegalArgumentException().isThrownBy(() -> new Session.Policy(less, minute));
    assertThatIllegalArgumentException().isThrownBy(() -> new Session.Policy(minute, less));
  }

  @Test
  void andPasswordsPrintNoSecret() {
    var secret = Secret.of("hunter2");

    assertThat(secret).hasToString("***").isEqualTo(Secret.of("hunter2"));
    assertThat(secret).isNotEqualTo(Secret.of("hunter3")).hasSameHashCodeAs(Secret.of("hunter2"));
    assertThat(secret.reveal()).isEqualTo("hunter2");
    assertThat(secret.isEmpty()).isFalse();
    assertThat(Secret.of("").isEmpty()).isTrue();
    assertThat(PasswordHash.of("hunter2").toString()).doesNotContain("hunter2");
  }

  @Test
  void tokensAreKnownByASha256() {
    assertThat(new TokenHash("a".repeat(64)).hex()).hasSize(64);
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenHash("a".repeat(63)));
  }

  @Test
  void profilesAreTrimmedAndClipped() {
    var profile = new User.Profile(" anna ", "x".repeat(300), "", " ");

    assertThat(profile.username()).isEqualTo("anna");
    assertThat(profile.firstName()).hasSize(User.Profile.MAX_LENGTH);
    assertThat(profile.phone()).isEmpty();
  }

  @Test
  void idsArePositive() {
    for (var number : new long[] {0, -1}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new UserId(number));
      assertThatIllegalArgumentException().isThrownBy(() -> new OrganizationId(number));
      assertThatIllegalArgumentException().isThrownBy(() -> new ProviderId(number));
      assertThatIllegalArgumentException().isThrownBy(() -> new SessionId(number));
    }
    assertThat(new UserId(7)).hasToString("7").isLessThan(new UserId(8));
  }
}
