package io.rollcall.domain.federation;

import java.util.List;

/** What happened when a connection was tried, step by step, up to the first step that failed. */
public record ConnectionTest(List<Step> steps) {
  /**
   * @param step {@code connect}, {@code bind}, {@code people}, {@code groups}, …
   * @param detail for an administrator: what was seen, or what went wrong and what would be right
   */
  public record Step(String step, boolean ok, String detail) {}

  public ConnectionTest {
    steps = List.copyOf(steps);
  }

  public boolean ok() {
    return steps.stream().allMatch(Step::ok);
  }
}
