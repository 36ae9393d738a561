package io.rollcall.application.port;

class InMemoryActivityTest extends ActivityContract {
  @Override
  protected Ports ports() {
    return world;
  }

  private final InMemoryWorld world = new InMemoryWorld();
}
