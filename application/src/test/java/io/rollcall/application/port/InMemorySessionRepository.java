package io.rollcall.application.port;

import io.rollcall.application.port.InMemoryTables.Account;
import io.rollcall.application.port.InMemoryTables.Device;
import io.rollcall.application.port.InMemoryTables.Member;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.identity.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

public final class InMemorySessionRepository implements SessionRepository {
  private final InMemoryWorld world;

  InMemorySessionRepository(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public void open(Session session, TokenHash token, String userAgent, String address) {
    world.tables.sessions.put(token, session);
    world.tables.devices.put(token, new Device(userAgent, address));
  }

  @Override
  public Optional<Session> find(TokenHash token) {
    return Optional.ofNullable(world.tables.sessions.get(token));
  }

  @Override
  public Optional<Browser> browser(TokenHash token) {
    return find(token).map(session -> browser(token, session));
  }

  @Override
  public List<Browser> browsers(UserId user, @Nullable OrganizationId boundTo) {
    return world.tables.sessions.entrySet().stream()
        .filter(entry -> isMeant(entry.getValue(), user, boundTo))
        .sorted(
            Comparator.comparing((Map.Entry<TokenHash, Session> entry) -> entry.getValue().id())
                .reversed())
        .map(entry -> browser(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Browser browser(TokenHash token, Session session) {
    var device = world.tables.devices.get(token);
    var policies = new TreeMap<OrganizationId, Session.Policy>();
    world.tables.sessionPolicies.forEach(
        (organization, kept) -> {
          var member = world.tables.memberships.get(new Member(organization, session.user()));
          if (member != null && !member.isDeleted()) {
            policies.put(organization, kept.policy());
          }
        });
    return new Browser(session, device.userAgent(), device.address(), policies);
  }

  private static boolean isMeant(Session session, UserId user, @Nullable OrganizationId boundTo) {
    return session.user().equals(user) && (boundTo == null || boundTo.equals(session.boundTo()));
  }

  @Override
  public void endAll(UserId user, @Nullable OrganizationId boundTo, @Nullable SessionId except) {
    world
        .tables
        .sessions
        .values()
        .removeIf(session -> isMeant(session, user, boundTo) && !session.id().equals(except));
  }

  @Override
  public void touch(SessionId session, Instant at) {
    change(
        session,
        known -> {
          world.tables.accounts.computeIfPresent(
              known.user(), (id, account) -> new Account(account.user(), account.password(), at));
          return new Session(
              known.id(), known.user(), known.active(), known.boundTo(), known.createdAt(), at);
        });
  }

  @Override
  public void setActive(SessionId session, @Nullable OrganizationId active) {
    change(
        session,
        known ->
            new Session(
                known.id(),
                known.user(),
                active,
                known.boundTo(),
                known.createdAt(),
                known.lastSeenAt()));
  }

  @Override
  public void end(SessionId session) {
    world.tables.sessions.values().removeIf(known -> known.id().equals(session));
  }

  private void change(SessionId session, UnaryOperator<Session> change) {
    world.tables.sessions.replaceAll(
        (token, known) -> known.id().equals(session) ? change.apply(known) : known);
  }
}
