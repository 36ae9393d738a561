package io.rollcall.application.port;

class InMemoryProjectRepositoryTest extends ProjectRepositoryContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
