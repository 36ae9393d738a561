package io.rollcall.application.port;

class InMemoryDomainRepositoryTest extends DomainRepositoryContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
