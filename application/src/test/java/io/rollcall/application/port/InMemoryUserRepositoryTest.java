package io.rollcall.application.port;

class InMemoryUserRepositoryTest extends UserRepositoryContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
