package io.rollcall.server;

import io.rollcall.server.postgres.StartRefused;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.eclipse.microprofile.config.Config;

/** Where the server will listen, tried before anything costly is started. */
record ListenAddress(String host, int port) {
  static ListenAddress of(Config config) {
    return new ListenAddress(
        config.getOptionalValue("quarkus.http.host", String.class).orElse("127.0.0.1"),
        config.getOptionalValue("quarkus.http.port", Integer.class).orElse(8080));
  }

  void refuseIfTaken() {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true); // A port in TIME_WAIT is free to us, as it will be to Quarkus.
      socket.bind(new InetSocketAddress(host, port));
    } catch (BindException e) {
      throw refused(e);
    } catch (IOException e) {
      throw new StartRefused(
          "Rollcall cannot listen on " + host + ":" + port + ": " + e.getMessage() + ".", e);
    }
  }

  private StartRefused refused(BindException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("Permission denied")) {
      return new StartRefused(
          "Port "
              + port
              + " needs more rights than this user has: set QUARKUS_HTTP_PORT to one above 1023.",
          e);
    }
    if (message.contains("Cannot assign")) {
      return new StartRefused(
          "The address " + host + " is not one of this machine's: correct QUARKUS_HTTP_HOST.", e);
    }
    return new StartRefused(
        "Port "
            + port
            + " on "
            + host
            + " is taken by another process: stop it, or set QUARKUS_HTTP_PORT to another port.",
        e);
  }
}
