package io.rollcall.application.port;

class InMemoryLegacyTokenRepositoryTest extends LegacyTokenRepositoryContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
