package io.rollcall.rest.common;

import io.rollcall.rest.Installation;
import io.rollcall.rest.authentication.Credentials;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses changes that a page of somebody else makes a browser ask for. A browser says where a
 * request comes from ({@code Sec-Fetch-Site}, else {@code Origin}); a script says neither and sends
 * no cookie by itself. Requests with a key in a header pass: no page makes a browser add one.
 */
@ApplicationScoped
public class ForgeryGuard {
  private static final Set<String> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");

  private final Installation installation;
  private final Errors errors;

  ForgeryGuard(Installation installation, Errors errors) {
    this.installation = installation;
    this.errors = errors;
  }

  @ServerRequestFilter(preMatching = true)
  public @Nullable Response check(ContainerRequestContext request) {
    if (SAFE.contains(request.getMethod()) || Credentials.hasKey(request::getHeaderString)) {
      return null;
    }
    return comesFromHere(request)
        ? null
        : errors.of(403, "cross-site-request", "This request comes from a page of another site.");
  }

  private boolean comesFromHere(ContainerRequestContext request) {
    var site = request.getHeaderString("Sec-Fetch-Site");
    if (site != null) {
      return OWN_PAGES.contains(site);
    }
    var origin = request.getHeaderString("Origin");
    return origin == null || origin.equalsIgnoreCase(installation.origin());
  }
}
