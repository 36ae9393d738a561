package io.rollcall.application.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.application.port.RunLimits;
import io.rollcall.domain.identity.OrganizationId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RunSlotsTest {
  private static final OrganizationId HERE = new OrganizationId(1);
  private static final OrganizationId THERE = new OrganizationId(2);
  private static final OrganizationId ELSEWHERE = new OrganizationId(3);

  private final RunSlots slots = new RunSlots(new RunLimits(4), Duration.ofMillis(1));

  @Test
  void oneOrganizationGetsHalf() throws Exception {
    try (var first = slots.take(HERE);
        var second = slots.take(HERE)) {
      assertThatThrownBy(() -> slots.take(HERE))
          .isInstanceOf(RunSlots.NoneFree.class)
          .hasMessageStartingWith("2 runs of this organization");

      slots.take(THERE).close();
      assertThat(first).isNotSameAs(second);
    }
  }

  @Test
  void allTogetherGetNoMoreThanThereAre() throws Exception {
    slots.take(HERE);
    slots.take(HERE);
    slots.take(THERE);
    try (var last = slots.take(THERE)) {
      assertThat(last).isNotNull();
      assertThatThrownBy(() -> slots.take(ELSEWHERE))
          .isInstanceOf(RunSlots.NoneFree.class)
          .hasMessageStartingWith("4 runs are under way on this server");
    }
    assertThat(slots.take(ELSEWHERE)).as("one was given back").isNotNull();
  }

  @Test
  void whoWaitsGetsTheSlotThatIsGivenBack() throws Exception {
    var patient = new RunSlots(new RunLimits(1), Duration.ofSeconds(30));
    var taken = patient.take(HERE);
    var waiting =
        CompletableFuture.runAsync(
            () -> {
              try {
                patient.take(THERE).close();
              } catch (RunSlots.NoneFree none) {
                throw new AssertionError(none);
              }
            });

    taken.close();

    waiting.get(30, java.util.concurrent.TimeUnit.SECONDS);
    assertThat(patient.take(HERE)).isNotNull();
  }

  @Test
  void serverThatDoesNoneIsRefused() {
    assertThatThrownBy(() -> new RunLimits(0)).hasMessageContaining("rollcall.sync.parallel-runs");
  }
}
