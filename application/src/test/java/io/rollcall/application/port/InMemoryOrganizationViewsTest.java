package io.rollcall.application.port;

class InMemoryOrganizationViewsTest extends OrganizationViewsContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }
}
