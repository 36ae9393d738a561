package io.rollcall.application.port;

class InMemoryHistoryViewsTest extends HistoryViewsContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
