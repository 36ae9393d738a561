package io.rollcall.application.port;

class InMemoryApiTokenRepositoryTest extends ApiTokenRepositoryContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
