package io.rollcall.application.port;

class InMemorySsoSettingsRepositoryTest extends SsoSettingsRepositoryContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
