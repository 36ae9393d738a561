package io.rollcall.application.port;

class InMemoryProjectViewsTest extends ProjectViewsContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
