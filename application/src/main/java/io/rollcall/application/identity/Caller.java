package io.rollcall.application.identity;

import io.rollcall.domain.identity.ApiTokenId;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.domain.identity.TokenScope;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, and by which credential.
 *
 * @param active the organization the credential works in now; null when the person belongs to none
 * @param boundTo the only organization the credential opens; null when it opens all of the person's
 */
public record Caller(
    UserId user,
    @Nullable OrganizationId active,
    @Nullable OrganizationId boundTo,
    Credential credential) {

  /** What the request was authenticated with. */
  public sealed interface Credential {
    /**
     * @param lapsed where the session is at an end already
     */
    record BySession(SessionId session, Session.Lapsed lapsed) implements Credential {
      public BySession(SessionId session) {
        this(session, Session.Lapsed.NOWHERE);
      }
    }

    record ByLegacyToken() implements Credential {}

    /** An access token made from that personal access token. */
    record ByApiToken(ApiTokenId token, TokenScope scope) implements Credential {}
  }

  /**
   * An organization named in a request. One that the credential does not open does not exist for
   * it.
   */
  public OrganizationId in(OrganizationId organization) {
    if (boundTo != null && !boundTo.equals(organization)) {
      throw new Violation.NotFound("organization").refused();
    }
    if (credential instanceof Credential.BySession session && session.lapsed().in(organization)) {
      throw new Violation.SignInRequired().refused();
    }
    return organization;
  }

  /**
   * The session of somebody who does something about the whole account: signed in with its
   * password, in a browser.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code PasswordSessionRequired} for
   *     every other credential
   */
  public SessionId passwordSession() {
    if (boundTo == null && credential instanceof Credential.BySession session) {
      return session.session();
    }
    throw new Violation.PasswordSessionRequired().refused();
  }

  /** Refuses what the credential was not made for. */
  public void requireScope(TokenScope.Use use) {
    if (credential instanceof Credential.ByApiToken token && !token.scope().permits(use)) {
      throw new Violation.OutOfScope(token.scope().code()).refused();
    }
  }

  /** The active organization, for requests that name none. */
  public OrganizationId inActive() {
    if (active == null) {
      throw new Violation.NotFound("organization").refused();
    }
    return active;
  }
}
