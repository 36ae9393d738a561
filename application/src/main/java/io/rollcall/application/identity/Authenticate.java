package io.rollcall.application.identity;

import io.rollcall.application.identity.Caller.Credential;
import io.rollcall.application.port.LegacyTokenRepository;
import io.rollcall.application.port.SecretVault;
import io.rollcall.application.port.ServerInfo;
import io.rollcall.application.port.SessionRepository;
import io.rollcall.domain.identity.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Finds out who makes a request. Nothing when the credential is unknown, ended or too old. */
@ApplicationScoped
public class Authenticate {
  /**
   * The last use of a session is written down no more often than this: it decides nothing finer.
   */
  private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);

  private final SessionRepository sessions;
  private final LegacyTokenRepository tokens;
  private final SecretVault vault;
  private final ServerInfo server;
  private final InstantSource clock;

  Authenticate(
      SessionRepository sessions,
      LegacyTokenRepository tokens,
      SecretVault vault,
      ServerInfo server,
      InstantSource clock) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.vault = vault;
    this.server = server;
    this.clock = clock;
  }

  @Transactional
  public Optional<Caller> bySession(Secret token) {
    var now = clock.instant();
    var found =
        sessions
            .find(vault.hash(token))
            .filter(session -> session.isAlive(server.sessionPolicy(), now));
    found
        .filter(session -> session.lastSeenAt().plus(TOUCH_EVERY).isBefore(now))
        .ifPresent(session -> sessions.touch(session.id(), now));
    return found.map(
        session ->
            new Caller(
                session.user(),
                session.active(),
                session.boundTo(),
                new Credential.BySession(session.id())));
  }

  @Transactional
  public Optional<Caller> byLegacyToken(Secret key) {
    return tokens
        .findByHash(vault.hash(key))
        .map(
            holder ->
                new Caller(
                    holder.user(),
                    holder.organization(),
                    holder.organization(),
                    new Credential.ByLegacyToken()));
  }
}
