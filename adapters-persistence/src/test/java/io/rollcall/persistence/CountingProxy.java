package io.rollcall.persistence;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and PostgreSQL and counts what the client sends (PostgreSQL
 * documentation, section 55.7): each Sync or simple Query is a round trip, each Execute or Query a
 * statement. One connection.
 */
final class CountingProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final AtomicInteger roundTrips = new AtomicInteger();
  private final AtomicInteger statements = new AtomicInteger();

  CountingProxy(int serverPort) throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> serve(serverPort));
  }

  int port() {
    return listener.getLocalPort();
  }

  int roundTrips() {
    return roundTrips.get();
  }

  int statements() {
    return statements.get();
  }

  private void serve(int serverPort) {
    try (var client = listener.accept();
        var server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> answer(server, client));
      ask(client, server);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void answer(Socket server, Socket client) {
    try {
      server.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException closed) {
      // the client went away; the test is over
    }
  }

  private void ask(Socket client, Socket server) throws IOException {
    var in = new DataInputStream(client.getInputStream());
    var out = new DataOutputStream(server.getOutputStream());
    copy(in, out); // the start-up message has no type
    for (int type = in.read(); type >= 0; type = in.read()) {
      if (type == 'S' || type == 'Q') {
        roundTrips.incrementAndGet();
      }
      if (type == 'E' || type == 'Q') {
        statements.incrementAndGet();
      }
      out.writeByte(type);
      copy(in, out);
    }
  }

  private static void copy(DataInputStream in, DataOutputStream out) throws IOException {
    int length = in.readInt();
    out.writeInt(length);
    out.write(in.readNBytes(length - 4));
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
