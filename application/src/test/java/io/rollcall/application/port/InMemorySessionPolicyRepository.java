package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Session;
import java.time.Instant;
import java.util.Optional;

public final class InMemorySessionPolicyRepository implements SessionPolicyRepository {
  private final InMemoryWorld world;

  InMemorySessionPolicyRepository(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public Optional<Kept> find(OrganizationId organization) {
    return Optional.ofNullable(world.tables.sessionPolicies.get(organization));
  }

  @Override
  public Kept save(OrganizationId organization, Session.Policy policy, Instant at) {
    return world.tables.sessionPolicies.merge(
        organization,
        new Kept(policy, at, at),
        (before, after) -> new Kept(policy, before.createdAt(), at));
  }
}
