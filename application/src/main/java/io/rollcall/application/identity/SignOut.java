package io.rollcall.application.identity;

import io.rollcall.application.port.SessionRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Ends the session a request was made with; a request made with a token has none to end. */
@ApplicationScoped
public class SignOut {
  private final SessionRepository sessions;

  SignOut(SessionRepository sessions) {
    this.sessions = sessions;
  }

  @Transactional
  public void execute(Caller caller) {
    switch (caller.credential()) {
      case Caller.Credential.BySession session -> sessions.end(session.session());
      case Caller.Credential.ByLegacyToken ignored -> {}
      case Caller.Credential.ByApiToken ignored -> {}
    }
  }
}
