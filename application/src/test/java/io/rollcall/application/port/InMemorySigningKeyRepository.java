package io.rollcall.application.port;

import io.rollcall.domain.identity.SigningKey;
import io.rollcall.domain.identity.SigningKeyId;
import java.time.Instant;
import java.util.List;

public final class InMemorySigningKeyRepository implements SigningKeyRepository {
  private final InMemoryWorld world;

  InMemorySigningKeyRepository(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public List<SigningKey> all() {
    return List.copyOf(world.tables.signingKeys.values());
  }

  @Override
  public void add(SigningKey key) {
    world.tables.signingKeys.put(key.id(), key);
  }

  @Override
  public void retireOthers(SigningKeyId current, Instant at) {
    world.tables.signingKeys.replaceAll(
        (id, key) ->
            id.equals(current) || key.retiredAt() != null
                ? key
                : new SigningKey(id, key.secret(), key.createdAt(), at, key.signedUntil()));
  }

  @Override
  public void signed(SigningKeyId key, Instant until) {
    world.tables.signingKeys.computeIfPresent(
        key,
        (id, known) ->
            until.isAfter(known.signedUntil())
                ? new SigningKey(id, known.secret(), known.createdAt(), known.retiredAt(), until)
                : known);
  }

  @Override
  public void drop(SigningKeyId key) {
    world.tables.apiTokens.values().removeIf(token -> token.signedBy().equals(key));
    world.tables.signingKeys.remove(key);
  }
}
