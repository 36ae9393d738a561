package io.rollcall.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One request, sent again and again over a few connections that stay open (HTTP/1.1, RFC 9112). It
 * does next to nothing else, since it shares the cores with what it measures.
 */
final class Load {
  private static final int PATIENCE_MILLIS = 30_000;

  private final URI server;
  private final byte[] request;

  private Load(URI server, String request) {
    this.server = server;
    this.request = request.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @param credential a header line such as {@code Authorization: Token …}, or nothing
   */
  static Load get(URI server, String path, String credential) {
    return new Load(
        server,
        "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
            .formatted(
                path, server.getAuthority(), credential.isEmpty() ? "" : credential + "\r\n"));
  }

  static Load post(URI server, String path, String json) {
    return post(server, path, "", json);
  }

  /**
   * @param credential a header line such as {@code Authorization: Token …}, or nothing
   */
  static Load post(URI server, String path, String credential, String json) {
    return new Load(
        server,
        "POST %s HTTP/1.1\r\nHost: %s\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(
                path,
                server.getAuthority(),
                credential.isEmpty() ? "" : credential + "\r\n",
                json.getBytes(StandardCharsets.UTF_8).length,
                json));
  }

  /**
   * @param perSecond answers, on all connections together
   * @param nanos of each answer, in ascending order
   */
  record Result(double perSecond, long[] nanos) {
    /**
     * @param share 0.5 for the median
     */
    double millis(double share) {
      return nanos[(int) Math.min(nanos.length - 1, Math.round(share * nanos.length))] / 1e6;
    }
  }

  /** Sends for the first time unmeasured, then for the second measured. */
  Result run(int connections, Duration first, Duration second)
      throws IOException, InterruptedException {
    send(connections, first);
    return send(connections, second);
  }

  /** Sends once, over a connection of its own. */
  void once() throws IOException {
    try (var socket = connect()) {
      exchange(socket, new BufferedInputStream(socket.getInputStream()));
    }
  }

  private Result send(int connections, Duration time) throws IOException, InterruptedException {
    long began = System.nanoTime();
    long end = began + time.toNanos();
    try (var threads = Executors.newFixedThreadPool(connections)) {
      var lanes = new ArrayList<Future<List<Long>>>();
      for (int i = 0; i < connections; i++) {
        lanes.add(threads.submit(() -> lane(end)));
      }
      var all = new ArrayList<Long>();
      for (var lane : lanes) {
        all.addAll(lane.get());
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      long[] nanos = all.stream().mapToLong(Long::longValue).toArray();
      Arrays.sort(nanos);
      return new Result(nanos.length / seconds, nanos);
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause());
    }
  }

  private List<Long> lane(long end) throws IOException {
    var nanos = new ArrayList<Long>();
    try (var socket = connect()) {
      var in = new BufferedInputStream(socket.getInputStream());
      long now = System.nanoTime();
      while (now < end) {
        exchange(socket, in);
        long after = System.nanoTime();
        nanos.add(after - now);
        now = after;
      }
    }
    return nanos;
  }

  private Socket connect() throws IOException {
    var socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private void exchange(Socket socket, InputStream in) throws IOException {
    socket.getOutputStream().write(request);
    var status = line(in);
    int length = 0;
    for (var header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    var body = in.readNBytes(length);
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException(status + ": " + new String(body, StandardCharsets.UTF_8));
    }
  }

  private static String line(InputStream in) throws IOException {
    var text = new StringBuilder();
    for (int character = in.read(); character != '\n'; character = in.read()) {
      if (character < 0) {
        throw new IOException("the server closed the connection");
      }
      if (character != '\r') {
        text.append((char) character);
      }
    }
    return text.toString();
  }
}
