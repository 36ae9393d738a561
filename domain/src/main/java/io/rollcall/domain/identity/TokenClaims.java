package io.rollcall.domain.identity;

import java.time.Duration;
import java.time.Instant;

/**
 * What a signed token says. That the signature is good says nothing yet about the moment, nor about
 * what the server remembers.
 *
 * @param token the personal access token that this is, or was made from
 * @param notBefore from when on it may be used
 */
public record TokenClaims(
    Kind kind,
    ApiTokenId token,
    OrganizationId organization,
    UserId user,
    TokenScope scope,
    Instant issuedAt,
    Instant notBefore,
    Instant expiresAt) {

  /** How far the clocks of two nodes may be apart. */
  public static final Duration SKEW = Duration.ofSeconds(5);

  /** One never stands in for the other. */
  public enum Kind {
    /** The personal access token itself, which is exchanged for access tokens. */
    REFRESH,
    /** What requests carry. */
    ACCESS
  }

  /** What the personal access token itself says. */
  public static TokenClaims refresh(
      ApiTokenId token,
      OrganizationId organization,
      UserId user,
      TokenScope scope,
      Instant issuedAt,
      Instant expiresAt) {
    return new TokenClaims(
        Kind.REFRESH, token, organization, user, scope, issuedAt, issuedAt, expiresAt);
  }

  /** What an access token says that is made from it at that moment. */
  public static TokenClaims access(ApiToken token, Instant at) {
    return new TokenClaims(
        Kind.ACCESS,
        token.id(),
        token.organization(),
        token.user(),
        token.scope(),
        at,
        at,
        token.accessUntil(at));
  }

  /** Whether it is of that kind, and may be used at that moment. */
  public boolean isUsable(Kind wanted, Instant at) {
    return kind == wanted && !at.plus(SKEW).isBefore(notBefore) && at.isBefore(expiresAt);
  }

  /** Whether it speaks of that token: one id, one holder, one organization, one scope. */
  public boolean isOf(ApiToken known) {
    return token.equals(known.id())
        && organization.equals(known.organization())
        && user.equals(known.user())
        && scope == known.scope();
  }
}
