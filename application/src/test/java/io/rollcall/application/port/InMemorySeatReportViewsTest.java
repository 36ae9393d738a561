package io.rollcall.application.port;

class InMemorySeatReportViewsTest extends SeatReportViewsContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
