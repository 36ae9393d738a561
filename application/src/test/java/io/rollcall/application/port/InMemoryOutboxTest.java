package io.rollcall.application.port;

class InMemoryOutboxTest extends OutboxContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
