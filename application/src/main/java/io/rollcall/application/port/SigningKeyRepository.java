package io.rollcall.application.port;

import io.rollcall.domain.identity.SigningKey;
import io.rollcall.domain.identity.SigningKeyId;
import java.time.Instant;
import java.util.List;

/** The keys that tokens are signed with: the server's own, of no organization; stored encrypted. */
public interface SigningKeyRepository {
  /** All keys, the oldest first. One round trip. */
  List<SigningKey> all();

  void add(SigningKey key);

  /** Retires every key that still signs, but this one. */
  void retireOthers(SigningKeyId current, Instant at);

  /**
   * Records that the key has signed a token that lives so long; an earlier moment changes nothing.
   */
  void signed(SigningKeyId key, Instant until);

  /** Forgets a key, and the tokens it signed. */
  void drop(SigningKeyId key);
}
