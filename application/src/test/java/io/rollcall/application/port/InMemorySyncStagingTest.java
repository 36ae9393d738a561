package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.UserId;
import java.util.List;
import java.util.Optional;

class InMemorySyncStagingTest extends SyncStagingContract {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  protected Ports ports() {
    return world;
  }

  @Override
  protected SyncStaging staging() {
    return world.staging();
  }

  @Override
  protected List<String> transitions(OrganizationId organization, UserId user) {
    return world.history(organization, user).stream()
        .map(change -> change.transition().code())
        .toList();
  }

  @Override
  protected Optional<String> dn(OrganizationId organization, ProviderId directory, String subject) {
    return world.staging().dn(directory, subject);
  }
}
