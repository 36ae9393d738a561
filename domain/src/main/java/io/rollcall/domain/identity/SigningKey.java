package io.rollcall.domain.identity;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that the server made for itself and signs tokens with.
 *
 * @param retiredAt since when a younger key signs; null for the one that signs
 * @param signedUntil when the last token ends that it is known to have signed
 */
public record SigningKey(
    SigningKeyId id,
    Secret secret,
    Instant createdAt,
    @Nullable Instant retiredAt,
    Instant signedUntil) {

  /**
   * How long after its retirement a key may still be in use on a node that has not heard of it,
   * with the access tokens that it signs until then; ample.
   */
  public static final Duration GRACE = Duration.ofHours(1);

  /** Whether no token can be alive that it signed. */
  public boolean isSpent(Instant at) {
    return retiredAt != null && at.isAfter(retiredAt.plus(GRACE)) && at.isAfter(signedUntil);
  }
}
