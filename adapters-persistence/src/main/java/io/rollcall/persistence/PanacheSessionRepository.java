package io.rollcall.persistence;

import io.rollcall.application.port.SessionRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sessions: global rows, found by the hash of their token. */
@ApplicationScoped
@Transactional
class PanacheSessionRepository implements SessionRepository, ShortLived<SessionEntity, Long> {
  private static final String BROWSERS =
      """
      select s.*, p.organization_id governed, p.max_age, p.max_idle
      from session s left join lateral session_policies_of(s.user_id) p on true
      where %s order by s.id desc""";

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

  /** One statement, which needs no transaction of its own around it. */
  @Override
  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<Browser> browser(TokenHash token) {
    return browsers("s.token_hash = ?", token.hex()).stream().findFirst();
  }

  @Override
  public List<Browser> browsers(UserId user, @Nullable OrganizationId boundTo) {
    return browsers(
        "s.user_id = ? and coalesce(s.bound_to = ?::bigint, ?::bigint is null)",
        user.value(),
        value(boundTo),
        value(boundTo));
  }

  private List<Browser> browsers(String condition, @Nullable Object... values) {
    var found = new LinkedHashMap<Long, Browser>();
    jdbc.list(BROWSERS.formatted(condition), row -> add(row, found), values);
    return List.copyOf(found.values());
  }

  /** One row for each policy; a session without any has one all the same. */
  private static boolean add(ResultSet row, Map<Long, Browser> found) throws SQLException {
    long id = row.getLong("id");
    var browser = found.get(id);
    if (browser == null) {
      browser =
          new Browser(
              SessionEntity.toSession(row),
              row.getString("user_agent"),
              row.getString("address"),
              new TreeMap<>());
      found.put(id, browser);
    }
    var governed = Values.longOrNull(row, "governed");
    if (governed != null) {
      browser.policies().put(new OrganizationId(governed), SessionPolicies.policy(row));
    }
    return true;
  }

  @Override
  public void endAll(UserId user, @Nullable OrganizationId boundTo, @Nullable SessionId except) {
    jdbc.change(
        """
        delete from session s where s.user_id = ? and coalesce(s.bound_to = ?::bigint, ?::bigint is null)
          and s.id is distinct from ?::bigint""",
        user.value(),
        value(boundTo),
        value(boundTo),
        except == null ? null : except.value());
  }

  private static @Nullable Long value(@Nullable OrganizationId organization) {
    return organization == null ? null : organization.value();
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
    jdbc.change("update session set active = ? where id = ?", value(active), session.value());
  }

  @Override
  public void end(SessionId session) {
    delete("id", session.value());
  }
}
