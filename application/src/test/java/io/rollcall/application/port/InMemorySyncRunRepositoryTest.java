package io.rollcall.application.port;

class InMemorySyncRunRepositoryTest extends SyncRunRepositoryContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
