package io.rollcall.application.identity;

import io.rollcall.application.identity.Caller.Credential;
import io.rollcall.application.port.LegacyTokenRepository;
import io.rollcall.application.port.SecretVault;
import io.rollcall.application.port.ServerInfo;
import io.rollcall.application.port.SessionRepository;
import io.rollcall.application.port.SessionRepository.Browser;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Finds out who makes a request. Nothing when the credential is unknown, ended or too old. */
@ApplicationScoped
public class Authenticate {
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

  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<Caller> bySession(Secret token) {
    var now = clock.instant();
    return sessions.browser(vault.hash(token)).flatMap(browser -> caller(browser, now));
  }

  private Optional<Caller> caller(Browser browser, Instant now) {
    var session = browser.session();
    var policies = new Session.Policies(server.sessionPolicy(), browser.policies());
    var lapsed = session.lapsed(policies, now);
    if (lapsed.in(session.governedBy())) {
      return Optional.empty();
    }
    var noted = session.lastSeenAt().plus(policies.in(session.governedBy()).noteEvery());
    if (noted.isBefore(now)) {
      sessions.touch(session.id(), now);
    }
    return Optional.of(
        new Caller(
            session.user(),
            session.active(),
            session.boundTo(),
            new Credential.BySession(session.id(), lapsed)));
  }

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code TokenKindOff} when the key is
   *     good but the organization takes none
   */
  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<Caller> byLegacyToken(Secret key) {
    return tokens
        .findByHash(vault.hash(key))
        .map(Authenticate::taken)
        .map(
            holder ->
                new Caller(
                    holder.user(),
                    holder.organization(),
                    holder.organization(),
                    new Credential.ByLegacyToken()));
  }

  private static LegacyTokenRepository.Holder taken(LegacyTokenRepository.Holder holder) {
    if (!holder.taken()) {
      throw new Violation.TokenKindOff("legacy API keys").refused();
    }
    return holder;
  }
}
