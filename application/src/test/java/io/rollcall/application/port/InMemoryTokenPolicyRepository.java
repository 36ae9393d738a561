package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.TokenPolicy;

public final class InMemoryTokenPolicyRepository implements TokenPolicyRepository {
  private final InMemoryWorld world;

  InMemoryTokenPolicyRepository(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public TokenPolicy find(OrganizationId organization) {
    return world.tables.tokenPolicies.getOrDefault(organization, TokenPolicy.DEFAULT);
  }

  @Override
  public void save(OrganizationId organization, TokenPolicy policy) {
    world.tables.tokenPolicies.put(organization, policy);
  }
}
