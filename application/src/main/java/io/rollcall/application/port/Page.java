package io.rollcall.application.port;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param total how many there are on all pages
 */
public record Page<T>(List<T> items, long total) {
  public Page {
    items = List.copyOf(items);
  }

  public <R> Page<R> map(Function<T, R> change) {
    return new Page<>(items.stream().map(change).toList(), total);
  }

  /**
   * Which page is wanted.
   *
   * @param number from 1
   * @param size 1 to {@value #MAX_SIZE}
   * @param after the key of the last item of the page before this one, for lists in the order of
   *     that key: a page found by it costs the same however deep it lies; null to count pages
   */
  public record Request(int number, int size, @Nullable Long after) {
    public static final int DEFAULT_SIZE = 30;
    public static final int MAX_SIZE = 1000;

    public Request(int number, int size) {
      this(number, size, null);
    }

    public long offset() {
      return (long) (number - 1) * size;
    }
  }
}
