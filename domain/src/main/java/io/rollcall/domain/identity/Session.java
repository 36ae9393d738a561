package io.rollcall.domain.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
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

    /**
     * How old the note of the last use may grow before it is written again: a minute, and with a
     * short idle limit a sixth of it, so that somebody who works is never taken for idle.
     */
    public Duration noteEvery() {
      var part = maxIdle.dividedBy(6);
      return part.compareTo(Duration.ofMinutes(1)) < 0 ? part : Duration.ofMinutes(1);
    }
  }

  /**
   * The policies a session is held to: in each organization that organization's own.
   *
   * @param usual where an organization has none
   * @param own those of the person's organizations that have one
   */
  public record Policies(Policy usual, Map<OrganizationId, Policy> own) {
    public Policies {
      own = Map.copyOf(own);
    }

    /**
     * @param organization null for none at all
     */
    public Policy in(@Nullable OrganizationId organization) {
      return organization == null ? usual : own.getOrDefault(organization, usual);
    }
  }

  /**
   * Where a session has grown too old or idle: one that still opens one organization may be at an
   * end for a stricter one.
   *
   * @param usually whether it is at an end wherever nothing else is said
   * @param otherwise the organizations where it is the other way round
   */
  public record Lapsed(boolean usually, Map<OrganizationId, Boolean> otherwise) {
    public static final Lapsed NOWHERE = new Lapsed(false, Map.of());

    public Lapsed {
      var differing = new TreeMap<OrganizationId, Boolean>(otherwise);
      differing.values().removeIf(lapsed -> lapsed == usually);
      otherwise = Map.copyOf(differing);
    }

    public boolean in(@Nullable OrganizationId organization) {
      return organization == null ? usually : otherwise.getOrDefault(organization, usually);
    }
  }

  /** Where the session is at an end by its age or idleness at that moment. */
  public Lapsed lapsed(Policies policies, Instant at) {
    var own = new TreeMap<OrganizationId, Boolean>();
    policies.own().forEach((organization, policy) -> own.put(organization, !isAlive(policy, at)));
    return new Lapsed(!isAlive(policies.usual(), at), own);
  }

  /**
   * The organization whose policy decides whether the session lives at all: the one it is bound to,
   * else the one it works in; null when it works in none.
   */
  public @Nullable OrganizationId governedBy() {
    return boundTo == null ? active : boundTo;
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
