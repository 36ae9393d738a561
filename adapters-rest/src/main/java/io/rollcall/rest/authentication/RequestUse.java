package io.rollcall.rest.authentication;

import io.rollcall.domain.identity.TokenScope.Use;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** What a request is about, as far as the scopes of tokens tell apart. */
final class RequestUse {
  private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS");

  private RequestUse() {}

  /**
   * By method and path: nothing under {@code /api} is a decision or provisioning yet, so tokens for
   * these open nothing there.
   */
  static Use of(HttpServerRequest request) {
    return LOOKING.contains(request.method().name()) ? Use.READ : Use.CHANGE;
  }
}
