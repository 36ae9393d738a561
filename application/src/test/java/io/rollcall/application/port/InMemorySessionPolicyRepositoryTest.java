package io.rollcall.application.port;

class InMemorySessionPolicyRepositoryTest extends SessionPolicyRepositoryContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
