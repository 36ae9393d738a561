package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link IdSource} does. */
public abstract class IdSourceContract {
  /** More than any block of ids that a source may fetch at once. */
  private static final int MANY = 1_000;

  protected abstract IdSource ids();

  /** Another source of the same ids, as another node has it. */
  protected abstract IdSource idsOfAnotherNode();

  @Test
  void noIdIsHandedOutTwice() {
    assertThat(LongStream.range(0, MANY).map(i -> ids().nextGrant().value()).boxed())
        .doesNotHaveDuplicates()
        .hasSize(MANY);
  }

  @Test
  void everyKindHasIds() {
    for (int i = 0; i < 3; i++) {
      assertThat(
              List.of(
                  ids().nextUser().value(),
                  ids().nextOrganization().value(),
                  ids().nextWorkspace().value(),
                  ids().nextProvider().value(),
                  ids().nextMapping().value(),
                  ids().nextRun().value(),
                  ids().nextSession().value(),
                  ids().nextApiToken().value(),
                  ids().nextSigningKey().value(),
                  ids().nextInvitation().value(),
                  ids().nextGrant().value(),
                  ids().nextSuspension().value(),
                  ids().nextMembership().value()))
          .allMatch(id -> id > 0);
    }
  }

  @Test
  void threadsGetDifferentIds() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      Callable<List<Long>> draw =
          () -> IntStream.range(0, MANY).mapToObj(i -> ids().nextUser().value()).toList();
      var drawn = threads.invokeAll(List.of(draw, draw, draw, draw));
      var all = Stream.<Long>builder();
      for (var some : drawn) {
        some.get().forEach(all);
      }
      assertThat(all.build()).doesNotHaveDuplicates().hasSize(4 * MANY);
    }
  }

  @Test
  void nodesGetDifferentIds() {
    assertThat(
            IntStream.range(0, MANY)
                .boxed()
                .flatMap(
                    i ->
                        Stream.of(
                            ids().nextMembership().value(),
                            idsOfAnotherNode().nextMembership().value())))
        .doesNotHaveDuplicates();
  }
}
