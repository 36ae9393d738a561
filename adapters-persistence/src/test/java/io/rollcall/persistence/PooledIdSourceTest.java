package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.application.port.Atomically;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.GrantId;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@PostgresTest
class PooledIdSourceTest {
  @Inject PooledIdSource ids;
  @Inject Jdbc jdbc;
  @Inject Atomically atomically;

  @Test
  void noIdIsHandedOutTwice() throws Exception {
    var otherNode = new PooledIdSource(jdbc);
    var work = new ArrayList<Callable<List<UserId>>>();
    for (int i = 0; i < 40; i++) {
      var source = i % 2 == 0 ? ids : otherNode;
      work.add(i % 4 < 2 ? () -> take(source) : () -> atomically.get(() -> take(source)));
    }
    var seen = new HashSet<UserId>();
    try (var threads = Executors.newFixedThreadPool(40)) {
      for (var taken : threads.invokeAll(work)) {
        seen.addAll(taken.get());
      }
    }

    assertThat(seen).hasSize(40 * 250);
  }

  private static List<UserId> take(PooledIdSource source) {
    var taken = new ArrayList<UserId>();
    for (int i = 0; i < 250; i++) {
      taken.add(source.nextUser());
    }
    return taken;
  }

  @Test
  void idsOfATransactionThatFailedAreNotHandedOutAgain() {
    var source = new PooledIdSource(jdbc);
    var taken = new ArrayList<GrantId>();
    assertThatThrownBy(
            () ->
                atomically.run(
                    () -> {
                      taken.add(source.nextGrant());
                      throw new IllegalArgumentException("rolled back");
                    }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(source.nextGrant()).isNotEqualTo(taken.getFirst());
    assertThat(new PooledIdSource(jdbc).nextGrant().value()).isNotEqualTo(taken.getFirst().value());
  }

  @Test
  void everyKindHasItsSequence() {
    assertThat(
            List.of(
                ids.nextUser().value(),
                ids.nextOrganization().value(),
                ids.nextMembership().value(),
                ids.nextGrant().value(),
                ids.nextSuspension().value(),
                ids.nextWorkspace().value(),
                ids.nextProvider().value(),
                ids.nextMapping().value(),
                ids.nextRun().value(),
                ids.nextSession().value()))
        .allMatch(id -> id > 0);
  }
}
