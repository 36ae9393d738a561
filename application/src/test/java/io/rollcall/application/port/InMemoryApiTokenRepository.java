package io.rollcall.application.port;

import io.rollcall.domain.identity.ApiToken;
import io.rollcall.domain.identity.ApiTokenId;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

public final class InMemoryApiTokenRepository implements ApiTokenRepository {
  private final InMemoryWorld world;

  InMemoryApiTokenRepository(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public void add(ApiToken token) {
    world.tables.apiTokens.put(token.id(), token);
  }

  @Override
  public Optional<Known> find(OrganizationId organization, ApiTokenId token) {
    return Optional.ofNullable(world.tables.apiTokens.get(token))
        .filter(known -> known.organization().equals(organization))
        .map(known -> new Known(known, world.tokenPolicies().find(organization)));
  }

  @Override
  public List<ApiToken> list(OrganizationId organization, UserId user) {
    return world.tables.apiTokens.values().stream()
        .filter(token -> token.organization().equals(organization) && token.user().equals(user))
        .sorted(Comparator.comparing(ApiToken::id).reversed())
        .toList();
  }

  @Override
  public boolean end(OrganizationId organization, ApiTokenId token) {
    return world
        .tables
        .apiTokens
        .values()
        .removeIf(known -> known.id().equals(token) && known.organization().equals(organization));
  }

  @Override
  public void endAll(UserId user) {
    world.tables.apiTokens.values().removeIf(token -> token.user().equals(user));
    world.tables.legacyTokens.keySet().removeIf(member -> member.user().equals(user));
  }
}
