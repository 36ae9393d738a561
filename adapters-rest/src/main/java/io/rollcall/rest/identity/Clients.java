package io.rollcall.rest.identity;

import io.rollcall.application.identity.Client;
import io.vertx.core.http.HttpServerRequest;

/** From where a request comes: what the connection says, or a proxy that the operator trusts. */
public final class Clients {
  private Clients() {}

  public static Client of(HttpServerRequest request) {
    var agent = request.getHeader("User-Agent");
    var address = request.remoteAddress();
    var host = address == null ? null : address.hostAddress();
    return new Client(agent == null ? "" : agent, host == null ? "" : host);
  }
}
