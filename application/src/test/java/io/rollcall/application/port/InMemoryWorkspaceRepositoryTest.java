package io.rollcall.application.port;

class InMemoryWorkspaceRepositoryTest extends WorkspaceRepositoryContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
