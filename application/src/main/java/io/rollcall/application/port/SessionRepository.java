package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signed-in browsers. Reached by the hash of their token, across organizations. What is ended is
 * gone: no node knows it any more once the transaction has committed.
 */
public interface SessionRepository {
  void open(Session session, TokenHash token, String userAgent, String address);

  /** The session, dead or alive; nothing when it was ended. */
  Optional<Session> find(TokenHash token);

  /** The same, with what decides how long it lives. One round trip. */
  Optional<Browser> browser(TokenHash token);

  /**
   * The sessions of a person, dead or alive, the youngest first.
   *
   * @param boundTo only those bound to that organization; null for all
   */
  List<Browser> browsers(UserId user, @Nullable OrganizationId boundTo);

  /** Records that the session was used. */
  void touch(SessionId session, Instant at);

  void setActive(SessionId session, @Nullable OrganizationId active);

  void end(SessionId session);

  /**
   * Ends the sessions of a person.
   *
   * @param boundTo only those bound to that organization; null for all
   * @param except the one that stays; null for none
   */
  void endAll(UserId user, @Nullable OrganizationId boundTo, @Nullable SessionId except);

  /**
   * A session and the browser that holds it.
   *
   * @param policies those of the person's organizations that have one of their own
   */
  record Browser(
      Session session,
      String userAgent,
      String address,
      Map<OrganizationId, Session.Policy> policies) {}
}
