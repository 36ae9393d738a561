package io.rollcall.application.identity;

import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.SecretVault;
import io.rollcall.application.port.SigningKeyRepository;
import io.rollcall.domain.identity.KeyRing;
import io.rollcall.domain.identity.SigningKey;
import io.rollcall.domain.identity.SigningKeyId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The signing keys, kept in memory so that verifying a token asks no database. Read again once a
 * minute, and when a token names a key that is not known, which another node may have made a moment
 * ago. Ask before the transaction has sent anything: reading takes a connection of its own.
 */
@ApplicationScoped
public class SigningKeys {
  private static final Duration READ_EVERY = Duration.ofMinutes(1);

  /** Tokens that name keys nobody made must not become queries. */
  private static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(1);

  private final SigningKeyRepository keys;
  private final SecretVault vault;
  private final IdSource ids;
  private final Atomically atomically;
  private final InstantSource clock;
  private volatile Read known = new Read(new KeyRing(List.of()), Instant.MIN);

  private record Read(KeyRing ring, Instant at) {
    boolean isOlderThan(Duration age, Instant now) {
      return at.equals(Instant.MIN) || !now.isBefore(at.plus(age));
    }
  }

  SigningKeys(
      SigningKeyRepository keys,
      SecretVault vault,
      IdSource ids,
      Atomically atomically,
      InstantSource clock) {
    this.keys = keys;
    this.vault = vault;
    this.ids = ids;
    this.atomically = atomically;
    this.clock = clock;
  }

  /** The key that signs; made when the server has none yet. */
  SigningKey current() {
    return recent(READ_EVERY).current().orElseGet(this::first);
  }

  Optional<SigningKey> find(SigningKeyId id) {
    var found = recent(READ_EVERY).find(id);
    return found.isPresent() ? found : recent(LOOK_AGAIN_AFTER).find(id);
  }

  private KeyRing recent(Duration age) {
    return known.isOlderThan(age, clock.instant()) ? read(age) : known.ring();
  }

  private synchronized KeyRing read(Duration age) {
    var now = clock.instant();
    if (known.isOlderThan(age, now)) { // nobody read it while this thread waited
      known = new Read(new KeyRing(atomically.get(keys::all)), now);
    }
    return known.ring();
  }

  /** Two nodes that start at once may both make one; then both verify, and the younger signs. */
  private synchronized SigningKey first() {
    return known.ring().current().orElseGet(() -> renew(false));
  }

  /**
   * A new key signs from now on; the others verify what they signed, as long as any of it lives.
   *
   * @param alone whether to forget the others at once, with all that they signed
   */
  synchronized SigningKey renew(boolean alone) {
    var now = clock.instant();
    var key = new SigningKey(ids.nextSigningKey(), vault.newToken(), now, null, now);
    var ring =
        atomically.get(
            () -> {
              keys.add(key);
              keys.retireOthers(key.id(), now);
              keys.all().stream()
                  .filter(old -> alone ? !old.id().equals(key.id()) : old.isSpent(now))
                  .map(SigningKey::id)
                  .forEach(keys::drop);
              return new KeyRing(keys.all());
            });
    known = new Read(ring, now);
    return key;
  }
}
