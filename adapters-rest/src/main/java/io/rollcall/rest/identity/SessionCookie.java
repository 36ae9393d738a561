package io.rollcall.rest.identity;

import io.rollcall.application.port.ServerInfo;
import io.rollcall.domain.identity.Secret;
import io.rollcall.rest.Installation;
import io.rollcall.rest.authentication.Credentials;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;

/** The cookie of a signed-in browser: out of reach of scripts, and of requests of other sites. */
@ApplicationScoped
class SessionCookie {
  private final Installation installation;
  private final ServerInfo server;

  SessionCookie(Installation installation, ServerInfo server) {
    this.installation = installation;
    this.server = server;
  }

  NewCookie holding(Secret token) {
    return cookie(token.reveal(), (int) server.sessionPolicy().maxAge().toSeconds());
  }

  NewCookie gone() {
    return cookie("", 0);
  }

  private NewCookie cookie(String value, int seconds) {
    return new NewCookie.Builder(Credentials.COOKIE)
        .value(value)
        .path("/")
        .maxAge(seconds)
        .httpOnly(true)
        .secure(installation.needsSecureCookies())
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }
}
