package io.rollcall.application.identity;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.SecretVault;
import io.rollcall.application.port.SessionRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Opens a session, the last step of every way of signing in. */
@ApplicationScoped
public class OpenSession {
  private final SessionRepository sessions;
  private final SecretVault vault;
  private final IdSource ids;
  private final ChangeNotes notes;
  private final InstantSource clock;

  OpenSession(
      SessionRepository sessions,
      SecretVault vault,
      IdSource ids,
      ChangeNotes notes,
      InstantSource clock) {
    this.sessions = sessions;
    this.vault = vault;
    this.ids = ids;
    this.notes = notes;
    this.clock = clock;
  }

  /**
   * @param boundTo the one organization the session opens; null for all that accept a password
   */
  public SignedIn execute(
      UserId user,
      @Nullable OrganizationId active,
      @Nullable OrganizationId boundTo,
      Client client) {
    var now = clock.instant();
    var token = vault.newToken();
    var session = new Session(ids.nextSession(), user, active, boundTo, now, now);
    sessions.open(session, vault.hash(token), client.userAgent(), client.address());
    notes.signedIn(user, active, session.id());
    return new SignedIn(
        new Caller(user, active, boundTo, new Caller.Credential.BySession(session.id())), token);
  }
}
