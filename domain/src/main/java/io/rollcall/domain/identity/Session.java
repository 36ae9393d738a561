package io.rollcall.domain.identity;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in browser. Opaque: only the hash of its token is kept.
 *
 * @param active the organization the session works in now; null when the person belongs to none
 * @param boundTo the organization whose identity provider made the session and which alone it may
 *     open; null for a password session
 */
public record Session(
    SessionId id,
    UserId user,
    @Nullable OrganizationId active,
    @Nullable OrganizationId boundTo,
    Instant createdAt,
    Instant lastSeenAt) {

  /**
   * How long sessions live.
   *
   * @param maxAge from sign-in, at least a minute
   * @param maxIdle between two requests, at least a minute
   */
  public record Policy(Duration maxAge, Duration maxIdle) {
    /** Two weeks at most, five days between requests. */
    public static final Policy DEFAULT = new Policy(Duration.ofDays(14), Duration.ofDays(5));

    public Policy {
      if (maxAge.toMinutes() < 1 || maxIdle.toMinutes() < 1) {
        throw new IllegalArgumentException("session limits are at least one minute");
      }
    }
  }

  /** Whether the session may still be used at that moment. */
  public boolean isAlive(Policy policy, Instant at) {
    return at.isBefore(createdAt.plus(policy.maxAge()))
        && at.isBefore(lastSeenAt.plus(policy.maxIdle()));
  }

  /** Whether the session may work in that organization. */
  public boolean opens(OrganizationId organization) {
    return boundTo == null || boundTo.equals(organization);
  }
}
