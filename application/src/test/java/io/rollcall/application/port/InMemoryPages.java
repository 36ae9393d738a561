package io.rollcall.application.port;

import java.util.List;

final class InMemoryPages {
  private InMemoryPages() {}

  static <T> Page<T> of(List<T> all, Page.Request page) {
    return new Page<>(
        all.stream().skip(page.offset()).limit(page.size()).toList(), (long) all.size());
  }
}
