package io.rollcall.domain.identity;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The server's signing keys: the youngest signs, all verify what they signed. */
public record KeyRing(List<SigningKey> keys) {
  public KeyRing {
    keys = List.copyOf(keys);
  }

  /** The key that signs; nothing when there is none yet. */
  public Optional<SigningKey> current() {
    return keys.stream()
        .filter(key -> key.retiredAt() == null)
        .max(Comparator.comparing(SigningKey::createdAt).thenComparing(SigningKey::id));
  }

  public Optional<SigningKey> find(SigningKeyId id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }
}
