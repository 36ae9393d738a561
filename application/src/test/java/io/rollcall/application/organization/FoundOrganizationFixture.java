package io.rollcall.application.organization;

import io.rollcall.application.port.InMemoryWorld;
import io.rollcall.application.port.ServerInfo;

/** The one step that several use cases share. */
public final class FoundOrganizationFixture {
  private FoundOrganizationFixture() {}

  public static FoundOrganization in(InMemoryWorld world, ServerInfo server) {
    return new FoundOrganization(world.organizations(), server, world.ids(), world.clock());
  }
}
