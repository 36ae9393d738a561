package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.domain.identity.TokenHash;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signed-in browsers. Reached by the hash of their token, across organizations. */
public interface SessionRepository {
  void open(Session session, TokenHash token, String userAgent, String address);

  /** The session, dead or alive; nothing when it was ended. */
  Optional<Session> find(TokenHash token);

  /** Records that the session was used. */
  void touch(SessionId session, Instant at);

  void setActive(SessionId session, @Nullable OrganizationId active);

  void end(SessionId session);
}
