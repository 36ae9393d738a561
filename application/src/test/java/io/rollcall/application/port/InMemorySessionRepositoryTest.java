package io.rollcall.application.port;

class InMemorySessionRepositoryTest extends SessionRepositoryContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
