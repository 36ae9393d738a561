package io.rollcall.application.port;

class InMemoryOrganizationRepositoryTest extends OrganizationRepositoryContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
