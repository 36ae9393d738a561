package io.rollcall.application.port;

class InMemoryInvitationRepositoryTest extends InvitationRepositoryContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
