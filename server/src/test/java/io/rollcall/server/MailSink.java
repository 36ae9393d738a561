package io.rollcall.server;

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
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A mail server that takes what it is given, or keeps its clients waiting for a word while it is
 * told to. The few words of RFC 5321 that a client needs.
 */
final class MailSink implements AutoCloseable {
  /** Addresses that were named, in the order of naming; a letter may not have followed. */
  final List<String> named = new CopyOnWriteArrayList<>();

  /** Addresses whose letters arrived. */
  final List<String> arrived = new CopyOnWriteArrayList<>();

  private final ServerSocket listener;
  private boolean holding;

  MailSink() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::listen);
  }

  int port() {
    return listener.getLocalPort();
  }

  synchronized void hold(boolean hold) {
    holding = hold;
    notifyAll();
  }

  private synchronized void waitWhileHolding() throws InterruptedException {
    while (holding) {
      wait();
    }
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

  private void serve(Socket client) {
    try (client;
        var in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        var out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8)) {
      say(out, "220 test");
      var to = "";
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        var command = line.toUpperCase(Locale.ROOT);
        if (command.startsWith("RCPT")) {
          to = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
          named.add(to);
          waitWhileHolding();
        }
        if (command.equals("DATA")) {
          say(out, "354 go on");
          skipMessage(in);
          arrived.add(to);
        }
        say(out, command.startsWith("QUIT") ? "221 bye" : "250 test");
      }
    } catch (IOException hungUp) {
      return; // a client may leave, or die, at any time
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private static void say(PrintWriter out, String word) {
    out.print(word + "\r\n");
    out.flush();
  }

  private static void skipMessage(BufferedReader in) throws IOException {
    var line = in.readLine();
    while (line != null && !line.equals(".")) {
      line = in.readLine();
    }
    if (line == null) {
      throw new IOException("cut off");
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
