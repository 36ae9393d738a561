package io.rollcall.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.Session;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AuthenticateTest extends IdentityUseCaseTest {
  private final SignedIn ann = signUp("ann@example.com");

  private boolean isAlive() {
    return authenticate.bySession(ann.token()).isPresent();
  }

  private Instant lastSeen() {
    return find(ann.token()).map(Session::lastSeenAt).orElseThrow();
  }

  @Test
  void unknownTokenIsNobody() {
    assertThat(authenticate.bySession(Secret.of("unknown"))).isEmpty();
    assertThat(authenticate.byLegacyToken(Secret.of("unknown"))).isEmpty();
  }

  @Test
  void tokenOfASessionIsNoKeyAndTheOtherWayRound() {
    var key = world.vault().newToken();
    world
        .legacyTokens()
        .replace(ann.caller().active(), ann.caller().user(), key, world.vault().hash(key));

    assertThat(authenticate.byLegacyToken(ann.token())).isEmpty();
    assertThat(authenticate.bySession(key)).isEmpty();
  }

  @Test
  void sessionEndsWhenItWasNotUsedForFiveDays() {
    later(Duration.ofDays(5).minusSeconds(1));
    assertThat(isAlive()).isTrue();
    later(Duration.ofDays(5).minusSeconds(1));
    assertThat(isAlive()).as("used in between").isTrue();
    later(Duration.ofDays(5));
    assertThat(isAlive()).isFalse();
  }

  @Test
  void sessionEndsAfterTwoWeeksHoweverOftenItIsUsed() {
    for (int day = 1; day < 14; day++) {
      later(Duration.ofDays(1));
      assertThat(isAlive()).as("day %d", day).isTrue();
    }
    later(Duration.ofDays(1));
    assertThat(isAlive()).isFalse();
  }

  @Test
  void useIsWrittenDownOnceAMinute() {
    var began = lastSeen();
    later(Duration.ofSeconds(60));
    authenticate.bySession(ann.token());
    assertThat(lastSeen()).isEqualTo(began);

    later(Duration.ofSeconds(1));
    authenticate.bySession(ann.token());
    assertThat(lastSeen()).isEqualTo(began.plusSeconds(61));
  }

  @Test
  void deadSessionIsNotTouched() {
    var began = lastSeen();
    later(Duration.ofDays(6));

    assertThat(isAlive()).isFalse();
    assertThat(lastSeen()).isEqualTo(began);
  }

  @Test
  void keyOpensItsOrganizationAlone() {
    var here = ann.caller().active();
    var key = world.vault().newToken();
    world.legacyTokens().replace(here, ann.caller().user(), key, world.vault().hash(key));

    assertThat(authenticate.byLegacyToken(key)).contains(script(ann.caller().user(), here));
  }

  @Test
  void sessionTellsWhereItWorksAndToWhatItIsBound() {
    var here = ann.caller().active();
    var bound = session(ann.caller().user(), here, here);

    assertThat(authenticate.bySession(bound).orElseThrow())
        .satisfies(
            caller -> {
              assertThat(caller.active()).isEqualTo(here);
              assertThat(caller.boundTo()).isEqualTo(here);
            });
  }
}
