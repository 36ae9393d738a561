package io.rollcall.application.port;

import io.rollcall.application.port.InMemoryTables.Key;
import io.rollcall.application.port.InMemoryTables.Member;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.identity.UserId;
import java.util.Optional;

public final class InMemoryLegacyTokenRepository implements LegacyTokenRepository {
  private final InMemoryWorld world;

  InMemoryLegacyTokenRepository(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public Optional<Secret> find(OrganizationId organization, UserId user) {
    return Optional.ofNullable(world.tables.legacyTokens.get(new Member(organization, user)))
        .map(Key::key);
  }

  @Override
  public void replace(OrganizationId organization, UserId user, Secret key, TokenHash hash) {
    world.tables.legacyTokens.put(new Member(organization, user), new Key(key, hash));
  }

  @Override
  public Optional<Holder> findByHash(TokenHash hash) {
    return world.tables.legacyTokens.entrySet().stream()
        .filter(token -> token.getValue().hash().equals(hash))
        .map(
            token ->
                new Holder(
                    token.getKey().user(),
                    token.getKey().organization(),
                    world.tokenPolicies().find(token.getKey().organization()).legacyKeys()))
        .findFirst();
  }
}
