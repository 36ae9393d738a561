package io.rollcall.application.port;

class InMemoryAttemptCountsTest extends AttemptCountsContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
