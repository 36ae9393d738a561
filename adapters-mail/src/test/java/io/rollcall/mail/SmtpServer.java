package io.rollcall.mail;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mail server that takes what it is given, or refuses it when told to. The few words of RFC 5321
 * that a client needs.
 */
public class SmtpServer implements QuarkusTestResourceLifecycleManager {
  static final List<String> MESSAGES = new CopyOnWriteArrayList<>();
  static final AtomicInteger REFUSALS = new AtomicInteger();

  private ServerSocket listener;

  @Override
  public Map<String, String> start() {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Thread.ofVirtual().start(this::listen);
    return Map.of("quarkus.mailer.port", String.valueOf(listener.getLocalPort()));
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (SocketException closed) {
        return; // the test is over
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private static void serve(Socket client) {
    try (client;
        var in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        var out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8)) {
      out.print("220 test\r\n");
      out.flush();
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        out.print(answer(line.toUpperCase(java.util.Locale.ROOT), in, out) + "\r\n");
        out.flush();
      }
    } catch (IOException hungUp) {
      // A client may leave at any time.
      return;
    }
  }

  private static String answer(String command, BufferedReader in, PrintWriter out)
      throws IOException {
    if (command.startsWith("MAIL") && REFUSALS.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return "451 not now\tsays the server";
    }
    if (command.equals("DATA")) {
      out.print("354 go on\r\n");
      out.flush();
      var message = new StringBuilder();
      for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
        message.append(line).append('\n');
      }
      MESSAGES.add(message.toString());
    }
    return command.startsWith("QUIT") ? "221 bye" : "250 test";
  }

  @Override
  public void stop() {
    try {
      listener.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
