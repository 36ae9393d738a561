package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.AttemptCounts.Allowance;
import io.rollcall.application.port.AttemptCountsContract;
import io.rollcall.application.port.Ports;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@PostgresTest
class SqlAttemptCountsTest extends AttemptCountsContract {
  @Inject PanachePorts ports;
  @Inject Superuser superuser;

  @Override
  protected Ports ports() {
    return ports;
  }

  /** In both orders of the keys, so that a deadlock would show. */
  @Test
  void manyAtOnceNeverPassTheLimit() throws Exception {
    var account = new Allowance(ports.vault().hash(ports.vault().newToken()), 10);
    var address = new Allowance(ports.vault().hash(ports.vault().newToken()), 1000);
    var window = Duration.ofHours(1);
    Callable<Boolean> one =
        () -> ports.attempts().take(List.of(account, address), window, T0).isEmpty();
    Callable<Boolean> other =
        () -> ports.attempts().take(List.of(address, account), window, T0).isEmpty();
    try (var threads = Executors.newFixedThreadPool(10)) {
      long passed =
          threads
              .invokeAll(
                  Stream.of(one, other).flatMap(c -> Stream.generate(() -> c).limit(40)).toList())
              .stream()
              .filter(result -> result.resultNow())
              .count();
      assertThat(passed).isEqualTo(10);
    }
  }

  /** Rows are whole again at once here, so that everybody takes those of the others away. */
  @Test
  void thoseWhoTakeRowsAwayNeverWaitInACircle() throws Exception {
    var allowances =
        Stream.generate(
                () -> new Allowance(ports.vault().hash(ports.vault().newToken()), 1_000_000))
            .limit(6)
            .toList();
    Callable<Boolean> some =
        () -> {
          for (int i = 0; i < 60; i++) {
            var two = new ArrayList<>(allowances);
            Collections.shuffle(two);
            ports.attempts().take(two.subList(0, 2), Duration.ofSeconds(1), Instant.now());
          }
          return true;
        };
    try (var threads = Executors.newFixedThreadPool(8)) {
      assertThat(threads.invokeAll(Collections.nCopies(8, some)))
          .allSatisfy(done -> assertThat(done.get()).isTrue());
    }
  }

  @Test
  void rowsOfWholeAllowancesGo() {
    for (int i = 0; i < 20; i++) {
      var used = new Allowance(ports.vault().hash(ports.vault().newToken()), 1);
      ports.attempts().take(List.of(used), Duration.ofSeconds(1), at(-10_000));
    }
    var later = new Allowance(ports.vault().hash(ports.vault().newToken()), 100);
    for (int i = 0; i < 10; i++) {
      ports.attempts().take(List.of(later), Duration.ofHours(1), at(-9_000));
    }

    assertThat(
            superuser.list(
                "select key from attempt where whole_at < timestamptz '2026-01-05 08:00:00Z' - interval '9500 minutes'",
                row -> row.getString(1)))
        .isEmpty();
  }
}
