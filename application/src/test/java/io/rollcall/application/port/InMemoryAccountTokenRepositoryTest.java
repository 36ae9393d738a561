package io.rollcall.application.port;

class InMemoryAccountTokenRepositoryTest extends AccountTokenRepositoryContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
