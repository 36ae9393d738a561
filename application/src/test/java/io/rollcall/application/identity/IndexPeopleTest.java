package io.rollcall.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndexPeopleTest {
  private final ArrayDeque<Integer> batches =
      new ArrayDeque<>(List.of(IndexPeople.BATCH, IndexPeople.BATCH, 7, 3));
  private final IndexPeople index = new IndexPeople(most -> batches.pop());

  @Test
  void goesOnUntilABatchIsNotFull() {
    index.execute(() -> true);

    assertThat(batches).containsExactly(3);
  }

  @Test
  void beginsNoBatchWhenTheServerStops() {
    index.execute(() -> batches.size() > 3);

    assertThat(batches).containsExactly(IndexPeople.BATCH, 7, 3);
  }
}
