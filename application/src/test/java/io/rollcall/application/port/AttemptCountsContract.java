package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.application.port.AttemptCounts.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public abstract class AttemptCountsContract extends PortContract {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private AttemptCounts counts() {
    return ports().attempts();
  }

  private Allowance allowance(int attempts) {
    return new Allowance(ports().vault().hash(ports().vault().newToken()), attempts);
  }

  private Optional<Duration> take(Instant at, Allowance... allowances) {
    return counts().take(List.of(allowances), WINDOW, at);
  }

  @Test
  void asManyAttemptsAsAllowedMayBeMadeAtOnce() {
    var five = allowance(5);
    for (int i = 0; i < 5; i++) {
      assertThat(take(T0, five)).as("attempt %d", i).isEmpty();
    }
    assertThat(take(T0, five)).contains(Duration.ofMinutes(2));
    assertThat(take(T0.plusSeconds(30), five)).contains(Duration.ofSeconds(90));
  }

  @Test
  void oneMoreComesWithEachShareOfTheWindow() {
    var five = allowance(5);
    for (int i = 0; i < 5; i++) {
      take(T0, five);
    }

    assertThat(take(at(2), five)).isEmpty();
    assertThat(take(at(2), five)).contains(Duration.ofMinutes(2));
    for (int i = 0; i < 5; i++) {
      assertThat(take(at(60), five)).as("attempt %d later", i).isEmpty();
    }
    assertThat(take(at(60), five)).isPresent();
  }

  @Test
  void whatWasRefusedDoesNotCount() {
    var one = allowance(1);
    take(T0, one);
    for (int i = 0; i < 5; i++) {
      assertThat(take(at(9), one)).contains(Duration.ofMinutes(1));
    }
    assertThat(take(at(10), one)).isEmpty();
  }

  @Test
  void oneThatIsUsedUpKeepsTheOthersWhole() {
    var usedUp = allowance(1);
    take(T0, usedUp);
    var other = allowance(1);

    assertThat(take(T0, usedUp, other)).contains(WINDOW);
    assertThat(take(T0, other)).isEmpty();
  }

  @Test
  void longestWaitIsTold() {
    var soon = allowance(2);
    var late = allowance(1);
    take(T0, soon, late);
    take(T0, soon);

    assertThat(take(T0, soon, late)).contains(WINDOW);
  }

  @Test
  void whatIsGivenBackMayBeTakenAgain() {
    var one = allowance(1);
    take(T0, one);
    counts().giveBack(List.of(one, allowance(3)), WINDOW);

    assertThat(take(T0, one)).isEmpty();
    assertThat(take(T0, one)).isPresent();
  }

  @Test
  void givingBackNeverAddsAnAttempt() {
    var two = allowance(2);
    take(T0, two);
    for (int i = 0; i < 5; i++) {
      counts().giveBack(List.of(two), WINDOW);
    }

    assertThat(take(T0, two)).isEmpty();
    assertThat(take(T0, two)).isEmpty();
    assertThat(take(T0, two)).isPresent();
  }

  @Test
  void countStaysWhenTheCallersTransactionFails() {
    var one = allowance(1);
    assertThatThrownBy(
            () ->
                ports()
                    .transaction(
                        () -> {
                          take(T0, one);
                          throw new IllegalStateException("fails");
                        }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(take(T0, one)).isPresent();
  }

  @Test
  void allowancesDoNotKnowOfEachOther() {
    take(T0, allowance(1));

    assertThat(take(T0, allowance(1))).isEmpty();
  }
}
