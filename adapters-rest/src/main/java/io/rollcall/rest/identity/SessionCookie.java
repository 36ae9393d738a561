package io.rollcall.rest.identity;

import io.rollcall.domain.identity.Secret;
import io.rollcall.rest.Installation;
import io.rollcall.rest.authentication.Credentials;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/** The cookie of a signed-in browser: out of reach of scripts, and of requests of other sites. */
@ApplicationScoped
class SessionCookie {
  /**
   * The longest that browsers keep a cookie. How long the session lives is for the organization to
   * say, whichever the person works in then.
   */
  private static final Duration KEPT = Duration.ofDays(400);

  private final Installation installation;

  SessionCookie(Installation installation) {
    this.installation = installation;
  }

  NewCookie holding(Secret token) {
    return cookie(token.reveal(), (int) KEPT.toSeconds());
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
