package io.rollcall.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which organizations a session still opens. */
class SessionPolicyTest {
  private static final Instant T0 = Instant.parse("2026-01-05T08:00:00Z");
  private static final OrganizationId STRICT = new OrganizationId(1);
  private static final OrganizationId LENIENT = new OrganizationId(2);
  private static final OrganizationId USUAL = new OrganizationId(3);
  private static final Session.Policies POLICIES =
      new Session.Policies(
          policy(60, 30), Map.of(STRICT, policy(20, 10), LENIENT, policy(600, 300)));

  private static Session.Policy policy(int age, int idle) {
    return new Session.Policy(Duration.ofMinutes(age), Duration.ofMinutes(idle));
  }

  private static Session session(
      @Nullable OrganizationId active, @Nullable OrganizationId boundTo) {
    return new Session(new SessionId(1), new UserId(1), active, boundTo, T0, T0);
  }

  private static Session.Lapsed after(int minutes) {
    return session(USUAL, null).lapsed(POLICIES, T0.plus(Duration.ofMinutes(minutes)));
  }

  @Test
  void endsInEachOrganizationByItsOwnLimits() {
    assertThat(after(9)).isEqualTo(Session.Lapsed.NOWHERE);
    assertThat(after(10).in(STRICT)).as("idle").isTrue();
    assertThat(after(10).in(USUAL)).isFalse();
    assertThat(after(30).in(USUAL)).isTrue();
    assertThat(after(30).in(null)).as("no organization at all").isTrue();
    assertThat(after(30).in(LENIENT)).isFalse();
    assertThat(after(300).in(LENIENT)).isTrue();
  }

  @Test
  void usedSessionEndsByItsAge() {
    var used = new Session(new SessionId(1), new UserId(1), null, null, T0, T0.plusSeconds(1199));

    assertThat(used.lapsed(POLICIES, T0.plusSeconds(1199)).in(STRICT)).isFalse();
    assertThat(used.lapsed(POLICIES, T0.plusSeconds(1200)).in(STRICT)).isTrue();
  }

  @Test
  void livesByTheOrganizationItIsBoundToElseByTheOneItWorksIn() {
    assertThat(session(USUAL, STRICT).governedBy()).isEqualTo(STRICT);
    assertThat(session(USUAL, null).governedBy()).isEqualTo(USUAL);
    assertThat(session(null, null).governedBy()).isNull();
  }

  @Test
  void useIsNotedOftenEnoughForTheIdleLimit() {
    assertThat(policy(60, 1).noteEvery()).isEqualTo(Duration.ofSeconds(10));
    assertThat(policy(60, 6).noteEvery()).isEqualTo(Duration.ofMinutes(1));
    assertThat(policy(600, 600).noteEvery()).isEqualTo(Duration.ofMinutes(1));
  }
}
