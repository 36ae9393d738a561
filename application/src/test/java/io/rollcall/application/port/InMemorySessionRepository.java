package io.rollcall.application.port;

import io.rollcall.application.port.InMemoryTables.Account;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.domain.identity.TokenHash;
import java.time.Instant;
import java.util.Optional;
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
  }

  @Override
  public Optional<Session> find(TokenHash token) {
    return Optional.ofNullable(world.tables.sessions.get(token));
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
