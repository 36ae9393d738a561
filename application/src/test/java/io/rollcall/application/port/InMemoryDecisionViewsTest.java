package io.rollcall.application.port;

class InMemoryDecisionViewsTest extends DecisionViewsContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
