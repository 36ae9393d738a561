package io.rollcall.application.port;

import io.rollcall.domain.identity.AccountToken;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.identity.UserId;
import java.time.Instant;
import java.util.Optional;

public final class InMemoryAccountTokenRepository implements AccountTokenRepository {
  private final InMemoryWorld world;

  InMemoryAccountTokenRepository(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public void issue(TokenHash hash, AccountToken token) {
    world
        .tables
        .accountTokens
        .values()
        .removeIf(old -> old.user().equals(token.user()) && old.purpose() == token.purpose());
    world.tables.accountTokens.put(hash, token);
  }

  @Override
  public Optional<AccountToken> find(TokenHash hash, AccountToken.Purpose purpose, Instant at) {
    return Optional.ofNullable(world.tables.accountTokens.get(hash))
        .filter(token -> token.purpose() == purpose && at.isBefore(token.expiresAt()));
  }

  @Override
  public Optional<AccountToken> redeem(TokenHash hash, AccountToken.Purpose purpose, Instant at) {
    var found = find(hash, purpose, at);
    found.ifPresent(token -> world.tables.accountTokens.remove(hash));
    return found;
  }

  @Override
  public void endAll(UserId user) {
    world.tables.accountTokens.values().removeIf(token -> token.user().equals(user));
  }
}
