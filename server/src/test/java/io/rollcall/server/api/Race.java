package io.rollcall.server.api;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Requests that are made at the same time. */
final class Race {
  private Race() {}

  /** What each got, in the order of the rivals. */
  static <T> List<T> of(List<Callable<T>> rivals) throws Exception {
    var barrier = new CyclicBarrier(rivals.size());
    try (var threads = Executors.newFixedThreadPool(rivals.size())) {
      var outcomes = new ArrayList<T>();
      for (var done :
          threads.invokeAll(
              rivals.stream()
                  .map(
                      rival ->
                          (Callable<T>)
                              () -> {
                                barrier.await(10, TimeUnit.SECONDS);
                                return rival.call();
                              })
                  .toList())) {
        outcomes.add(done.get());
      }
      return outcomes;
    }
  }
}
