package io.rollcall.rest.authentication;

import io.rollcall.domain.identity.TokenScope.Use;
import io.vertx.core.http.HttpMethod;
import java.util.Set;

/** What a request is about, as far as the scopes of tokens tell apart. */
final class RequestUse {
  private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS");

  private static final Set<String> DECIDING =
      Set.of(
          "/access/v1/evaluation",
          "/access/v1/evaluations",
          "/access/v1/search/subject",
          "/access/v1/search/resource",
          "/access/v1/search/action");

  private RequestUse() {}

  /**
   * By method and path. Nothing under {@code /api} is a decision, and nothing is provisioning yet,
   * so tokens for these open nothing there.
   *
   * @param path normalized, as the resources see it
   */
  static Use of(HttpMethod method, String path) {
    if (DECIDING.contains(path.endsWith("/") ? path.substring(0, path.length() - 1) : path)) {
      return Use.DECIDE;
    }
    return LOOKING.contains(method.name()) ? Use.READ : Use.CHANGE;
  }
}
