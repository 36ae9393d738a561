package io.rollcall.application.organization;

import io.rollcall.application.port.InMemoryWorld;

/** For other rooms whose use cases change an organization. */
public final class UpdateOrganizationFixture {
  private UpdateOrganizationFixture() {}

  public static UpdateOrganization in(InMemoryWorld world) {
    return new UpdateOrganization(world.organizations(), world.clock());
  }
}
