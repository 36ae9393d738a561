package io.rollcall.application.port;

class InMemoryDirectoryRepositoryTest extends DirectoryRepositoryContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
