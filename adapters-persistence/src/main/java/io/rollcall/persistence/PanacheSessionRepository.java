package io.rollcall.persistence;

import io.rollcall.application.port.SessionRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.domain.identity.TokenHash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions: global rows, found by the hash of their token. */
@ApplicationScoped
@Transactional
class PanacheSessionRepository implements SessionRepository, ShortLived<SessionEntity, Long> {
  private final Jdbc jdbc;

  PanacheSessionRepository(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void open(Session session, TokenHash token, String userAgent, String address) {
    insert(new SessionEntity(session, token, userAgent, address));
  }

  @Override
  public Optional<Session> find(TokenHash token) {
    return one(SessionEntity::toSession, "tokenHash", token.hex());
  }

  @Override
  public void touch(SessionId session, Instant at) {
    jdbc.change(
        """
        with used as (update session set last_seen_at = ? where id = ? returning user_id, last_seen_at)
        update app_user u set last_activity = greatest(u.last_activity, used.last_seen_at)
        from used where u.id = used.user_id""",
        at,
        session.value());
  }

  @Override
  public void setActive(SessionId session, @Nullable OrganizationId active) {
    jdbc.change(
        "update session set active = ? where id = ?",
        active == null ? null : active.value(),
        session.value());
  }

  @Override
  public void end(SessionId session) {
    delete("id", session.value());
  }
}
