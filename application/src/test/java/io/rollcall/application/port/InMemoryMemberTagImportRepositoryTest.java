package io.rollcall.application.port;

class InMemoryMemberTagImportRepositoryTest extends MemberTagImportRepositoryContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
