package io.rollcall.application.identity;

import io.rollcall.application.identity.Caller.Credential;
import io.rollcall.application.port.ServerInfo;
import io.rollcall.application.port.SessionRepository;
import io.rollcall.domain.identity.Session;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;

/**
 * Where a person is signed in. A credential that is bound to an organization shows the sessions
 * bound to it alone.
 */
@ApplicationScoped
public class ListSessions {
  private final SessionRepository sessions;
  private final ServerInfo server;
  private final InstantSource clock;

  ListSessions(SessionRepository sessions, ServerInfo server, InstantSource clock) {
    this.sessions = sessions;
    this.server = server;
    this.clock = clock;
  }

  /** Those that are alive, the youngest first. */
  @Transactional
  public List<Open> execute(Caller caller) {
    var now = clock.instant();
    return sessions.browsers(caller.user(), caller.boundTo()).stream()
        .filter(
            browser -> {
              var policies = new Session.Policies(server.sessionPolicy(), browser.policies());
              return !browser.session().lapsed(policies, now).in(browser.session().governedBy());
            })
        .map(
            browser ->
                new Open(
                    browser,
                    caller.credential() instanceof Credential.BySession own
                        && own.session().equals(browser.session().id())))
        .toList();
  }

  /**
   * @param current whether the request was made with it
   */
  public record Open(SessionRepository.Browser browser, boolean current) {}
}
