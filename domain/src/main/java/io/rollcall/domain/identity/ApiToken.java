package io.rollcall.domain.identity;

import java.time.Duration;
import java.time.Instant;

/**
 * A personal access token, as the server remembers it: everything but its signature.
 *
 * @param organization where it was made, and which alone it opens
 * @param shown the token without its signature: what lists show
 * @param expiresAt later than {@code createdAt}; in whole seconds
 */
public record ApiToken(
    ApiTokenId id,
    OrganizationId organization,
    UserId user,
    TokenScope scope,
    SigningKeyId signedBy,
    String shown,
    Instant createdAt,
    Instant expiresAt) {

  /** How many one person may have in one organization at a time. */
  public static final int MOST = 100;

  /** How long the access tokens live that are made from it, at most. */
  public static final Duration ACCESS = Duration.ofMinutes(5);

  public boolean isAlive(Instant at) {
    return at.isBefore(expiresAt);
  }

  /** When an access token ends that is made at that moment: never after the token it comes from. */
  public Instant accessUntil(Instant at) {
    var until = at.plus(ACCESS);
    return until.isBefore(expiresAt) ? until : expiresAt;
  }
}
