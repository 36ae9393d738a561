package io.rollcall.application.port;

class InMemoryMemberTagRepositoryTest extends MemberTagRepositoryContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
