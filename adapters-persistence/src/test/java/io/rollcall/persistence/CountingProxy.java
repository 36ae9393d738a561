package io.rollcall.persistence;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and PostgreSQL and counts what the client sends (PostgreSQL
 * documentation, section 55.7): each Sync or simple Query is a round trip, each Execute or Query a
 * statement; but for the begin of a transaction, which travels ahead of its first statement and is
 * not waited for. Neither side may ask for encryption.
 */
public final class CountingProxy implements AutoCloseable {
  private static final byte[] BEGIN = "BEGIN\0".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket listener;
  private final AtomicInteger roundTrips = new AtomicInteger();
  private final AtomicInteger statements = new AtomicInteger();

  /**
   * @param serverPort of a PostgreSQL on this machine
   */
  public CountingProxy(int serverPort) throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> listen(serverPort));
  }

  public int port() {
    return listener.getLocalPort();
  }

  public int roundTrips() {
    return roundTrips.get();
  }

  int statements() {
    return statements.get();
  }

  private void listen(int serverPort) {
    try {
      while (true) {
        var client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client, serverPort));
      }
    } catch (IOException closed) {
      // nobody counts any more
    }
  }

  private void serve(Socket accepted, int serverPort) {
    try (var client = accepted;
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
    send(out, content(in)); // the start-up message has no type
    for (int type = in.read(); type >= 0; type = in.read()) {
      var content = content(in);
      count(type, content);
      out.writeByte(type);
      send(out, content);
    }
  }

  private void count(int type, byte[] content) {
    boolean query = type == 'Q' && !Arrays.equals(content, BEGIN);
    if (query || type == 'S') {
      roundTrips.incrementAndGet();
    }
    if (query || type == 'E') {
      statements.incrementAndGet();
    }
  }

  private static byte[] content(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt() - 4);
  }

  private static void send(DataOutputStream out, byte[] content) throws IOException {
    out.writeInt(content.length + 4);
    out.write(content);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
