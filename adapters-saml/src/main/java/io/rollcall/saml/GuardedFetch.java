package io.rollcall.saml;

import io.rollcall.domain.federation.OutboundPolicy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gets a document from an address that somebody typed in. The name is resolved once, and what it
 * was resolved to is asked about and connected to, so that no other answer of the name server
 * counts; no redirect is followed; size and time are bounded. The JDK's own client does the first
 * not.
 */
final class GuardedFetch {
  static final int MOST_BYTES = 1 << 20;

  private static final int HIGHEST_PORT = 65_535;
  private static final int MOST_HEADER_BYTES = 16 * 1024;
  private static final int CONNECT_MILLIS = 5_000;
  private static final int OK = 200;
  private static final String NO_CONNECTION =
      "This server may not connect there, or nobody answers.";

  /** Looks up what a name stands for. */
  interface Names {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  private final OutboundPolicy policy;
  private final Names names;
  private final SSLSocketFactory tls;
  private final Duration limit;

  GuardedFetch(OutboundPolicy policy, Names names, SSLSocketFactory tls, Duration limit) {
    this.policy = policy;
    this.names = names;
    this.tls = tls;
    this.limit = limit;
  }

  /**
   * @throws FetchFailed for whatever is not a document of at most {@value #MOST_BYTES} bytes within
   *     the time; never tells apart what may not be reached and what cannot, as that would tell
   *     what there is behind this server
   */
  byte[] get(URI address) throws FetchFailed {
    var open = new AtomicReference<@Nullable Socket>();
    var exchange = new FutureTask<>(() -> exchange(address, open));
    var thread = Thread.ofVirtual().name("fetch").start(exchange);
    try {
      return exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException tooLate) {
      throw new FetchFailed("It took longer than %d seconds.".formatted(limit.toSeconds()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new FetchFailed("The server is shutting down.");
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof FetchFailed told) {
        throw told;
      }
      if (failure.getCause() instanceof IOException) {
        throw new FetchFailed(NO_CONNECTION);
      }
      throw new IllegalStateException(failure.getCause());
    } finally {
      thread.interrupt();
      close(open.get());
    }
  }

  private static void close(@Nullable Socket socket) {
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private byte[] exchange(URI address, AtomicReference<@Nullable Socket> open)
      throws IOException, FetchFailed {
    boolean encrypted = "https".equalsIgnoreCase(address.getScheme());
    if (!encrypted && !"http".equalsIgnoreCase(address.getScheme())) {
      throw new FetchFailed("The address has to begin with https://.");
    }
    var host = address.getHost();
    if (host == null || address.getUserInfo() != null) {
      throw new FetchFailed("The address has to name a server, and no user.");
    }
    if (address.getPort() > HIGHEST_PORT) {
      throw new FetchFailed("The address has no such port.");
    }
    int port = address.getPort() > 0 ? address.getPort() : encrypted ? 443 : 80;
    var socket = connect(permitted(host, encrypted), port, open);
    if (encrypted) {
      socket = encrypt(socket, host, port);
      open.set(socket);
    }
    socket.getOutputStream().write(request(address, host).getBytes(StandardCharsets.US_ASCII));
    return answer(new BufferedInputStream(socket.getInputStream()));
  }

  /** The first of its addresses, when this server may connect to every one of them. */
  private InetAddress permitted(String host, boolean encrypted)
      throws UnknownHostException, FetchFailed {
    var addresses = names.of(host);
    for (var one : addresses) {
      if (!policy.permits(one, encrypted)) {
        throw new FetchFailed(NO_CONNECTION);
      }
    }
    return addresses[0];
  }

  private static Socket connect(
      InetAddress address, int port, AtomicReference<@Nullable Socket> open) throws IOException {
    var socket = new Socket(Proxy.NO_PROXY);
    open.set(socket);
    socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
    return socket;
  }

  private Socket encrypt(Socket socket, String host, int port) throws IOException {
    var encrypted = (SSLSocket) tls.createSocket(socket, host, port, true);
    var parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
    return encrypted;
  }

  private static String request(URI address, String host) {
    var ascii = URI.create(address.toASCIIString());
    var path =
        ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    return "GET %s%s HTTP/1.1\r\n"
            .formatted(path, ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery())
        + "Host: %s%s\r\n".formatted(host, address.getPort() > 0 ? ":" + address.getPort() : "")
        + "Accept: application/samlmetadata+xml, application/xml, text/xml\r\n"
        + "User-Agent: Rollcall\r\n"
        + "Connection: close\r\n\r\n";
  }

  private static byte[] answer(InputStream in) throws IOException, FetchFailed {
    var left = new int[] {MOST_HEADER_BYTES};
    var status = line(in, left);
    if (!status.matches("HTTP/1\\.[01] [0-9]{3}(?: .*)?")) {
      throw new FetchFailed("The answer is no HTTP.");
    }
    int code = Integer.parseInt(status.substring(9, 12));
    boolean chunked = false;
    long length = -1;
    for (var header = line(in, left); !header.isEmpty(); header = line(in, left)) {
      var lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.endsWith("chunked");
      } else if (lower.matches("content-length:\\s*[0-9]{1,18}\\s*")) {
        length = Long.parseLong(lower.substring(lower.indexOf(':') + 1).strip());
      }
    }
    if (code != OK) {
      throw new FetchFailed(
          code >= 300 && code < 400
              ? "The server points elsewhere (%d); redirects are not followed.".formatted(code)
              : "The server answered %d.".formatted(code));
    }
    return chunked ? chunks(in) : plain(in, length);
  }

  private static byte[] plain(InputStream in, long length) throws IOException, FetchFailed {
    if (length > MOST_BYTES) {
      throw tooLarge();
    }
    var body = in.readNBytes(length < 0 ? MOST_BYTES + 1 : (int) length);
    if (body.length > MOST_BYTES) {
      throw tooLarge();
    }
    return body;
  }

  /** RFC 9112, section 7.1. */
  private static byte[] chunks(InputStream in) throws IOException, FetchFailed {
    var body = new java.io.ByteArrayOutputStream();
    while (true) {
      var left = new int[] {MOST_HEADER_BYTES};
      var size = line(in, left).replaceFirst(";.*", "").strip();
      if (!size.matches("[0-9A-Fa-f]{1,7}")) {
        throw new FetchFailed("The answer is no HTTP.");
      }
      int bytes = Integer.parseInt(size, 16);
      if (bytes == 0) {
        return body.toByteArray();
      }
      if (bytes > MOST_BYTES - body.size()) {
        throw tooLarge();
      }
      body.write(in.readNBytes(bytes));
      line(in, left);
    }
  }

  private static FetchFailed tooLarge() {
    return new FetchFailed("The document is larger than %d bytes.".formatted(MOST_BYTES));
  }

  /**
   * @param left how many bytes there may still be
   */
  private static String line(InputStream in, int[] left) throws IOException, FetchFailed {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || left[0]-- == 0) {
        throw new FetchFailed("The answer is no HTTP.");
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }
}
