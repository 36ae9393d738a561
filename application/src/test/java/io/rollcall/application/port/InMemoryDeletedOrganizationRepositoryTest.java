package io.rollcall.application.port;

class InMemoryDeletedOrganizationRepositoryTest extends DeletedOrganizationRepositoryContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
