package io.rollcall.application.identity;

import io.rollcall.application.port.SessionRepository;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/**
 * Signs a person out of one browser or of all, the one that asks included. A credential that is
 * bound to an organization reaches the sessions bound to it alone. Dead on every node at once.
 */
@ApplicationScoped
public class EndSessions {
  private final SessionRepository sessions;

  EndSessions(SessionRepository sessions) {
    this.sessions = sessions;
  }

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound} when the session is
   *     not one of the person's, or beyond the reach of the credential
   */
  @Transactional
  public void one(Caller caller, SessionId session) {
    boolean known =
        sessions.browsers(caller.user(), caller.boundTo()).stream()
            .anyMatch(browser -> browser.session().id().equals(session));
    if (!known) {
      throw new Violation.NotFound("session").refused();
    }
    sessions.end(session);
  }

  @Transactional
  public void all(Caller caller) {
    sessions.endAll(caller.user(), caller.boundTo(), null);
  }
}
