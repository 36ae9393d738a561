package io.rollcall.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.domain.federation.OutboundPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server of one answer, on loopback. */
class GuardedFetchTest {
  private static final OutboundPolicy LOOPBACK =
      OutboundPolicy.allowing(List.of("127.0.0.0/8", "::1/128"));

  private final AtomicInteger connections = new AtomicInteger();
  private @Nullable ServerSocket server;
  private volatile String request = "";

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  private interface Answering {
    void answer(Socket client) throws Exception;
  }

  private int serve(ServerSocket listening, Answering answering) {
    server = listening;
    Thread.ofVirtual()
        .start(
            () -> {
              while (!listening.isClosed()) {
                try (var client = listening.accept()) {
                  connections.incrementAndGet();
                  answering.answer(client);
                } catch (Exception ended) {
                  if (listening.isClosed()) {
                    return;
                  }
                }
              }
            });
    return listening.getLocalPort();
  }

  private int serve(String answer) throws IOException {
    return serve(
        new ServerSocket(0, 5, InetAddress.getLoopbackAddress()),
        client -> {
          request = readRequest(client);
          client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        });
  }

  private static String readRequest(Socket client) throws IOException {
    var read = new StringBuilder();
    while (!read.toString().endsWith("\r\n\r\n")) {
      int c = client.getInputStream().read();
      if (c < 0) {
        break;
      }
      read.append((char) c);
    }
    return read.toString();
  }

  private static byte[] get(OutboundPolicy policy, String address) throws FetchFailed {
    return get(policy, (SSLSocketFactory) SSLSocketFactory.getDefault(), address);
  }

  private static byte[] get(OutboundPolicy policy, SSLSocketFactory tls, String address)
      throws FetchFailed {
    return new GuardedFetch(policy, InetAddress::getAllByName, tls, Duration.ofSeconds(2))
        .get(URI.create(address));
  }

  @Test
  void documentIsReadHoweverItIsSent() throws Exception {
    int port = serve("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more");
    assertThat(get(LOOPBACK, "http://127.0.0.1:" + port + "/a?b=c")).asString().isEqualTo("hello");
    assertThat(request)
        .startsWith("GET /a?b=c HTTP/1.1\r\n")
        .contains("Host: 127.0.0.1:" + port + "\r\n");
    stop();

    port = serve("HTTP/1.0 200 OK\r\n\r\nto the end");
    assertThat(get(LOOPBACK, "http://localhost:" + port)).asString().isEqualTo("to the end");
    stop();

    port =
        serve(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n");
    assertThat(get(LOOPBACK, "http://127.0.0.1:" + port)).asString().isEqualTo("hello");
  }

  /** Nothing is sent there, and no connection made. */
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "127.1", "2130706433"})
  void ownMachineIsNotConnectedTo(String host) throws Exception {
    int port = serve("HTTP/1.1 200 OK\r\n\r\nhello");

    for (var scheme : List.of("http", "https")) {
      assertThatThrownBy(
              () -> get(OutboundPolicy.DEFAULT, "%s://%s:%d/".formatted(scheme, host, port)))
          .isInstanceOf(FetchFailed.class);
    }
    assertThat(connections).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1/",
        "https://[fd00:ec2::254]/",
        "https://nowhere.invalid/"
      })
  void whatMayNotBeReachedAndWhatCannotAreToldAlike(String address) {
    assertThatThrownBy(() -> get(OutboundPolicy.DEFAULT, address))
        .isInstanceOf(FetchFailed.class)
        .hasMessage("This server may not connect there, or nobody answers.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.com/",
        "file:///etc/passwd",
        "https://user:password@127.0.0.1/",
        "https:///nowhere",
        "https://127.0.0.1:99999/",
        "mailto:somebody@example.com"
      })
  void otherKindsOfAddressesAreRefused(String address) {
    assertThatThrownBy(() -> get(LOOPBACK, address)).isInstanceOf(FetchFailed.class);
  }

  /** A name server that says something else the second time is not asked a second time. */
  @Test
  void nameIsLookedUpOnceAndWhatItStoodForIsConnectedTo() throws Exception {
    int port = serve("HTTP/1.1 200 OK\r\n\r\nhello");
    var asked = new AtomicInteger();
    GuardedFetch.Names changing =
        host -> {
          var answer = asked.getAndIncrement() == 0 ? "127.0.0.1" : "10.0.0.1";
          return new InetAddress[] {InetAddress.getByName(answer)};
        };
    var fetch =
        new GuardedFetch(
            LOOPBACK,
            changing,
            (SSLSocketFactory) SSLSocketFactory.getDefault(),
            Duration.ofSeconds(2));

    assertThat(fetch.get(URI.create("http://rebinding.example:" + port)))
        .asString()
        .isEqualTo("hello");
    assertThat(asked).hasValue(1);
    assertThat(request).contains("Host: rebinding.example:" + port + "\r\n");
  }

  @Test
  void nameThatStandsForSomethingInsideTooIsNotConnectedTo() throws Exception {
    int port = serve("HTTP/1.1 200 OK\r\n\r\nhello");
    GuardedFetch.Names both =
        host ->
            new InetAddress[] {
              InetAddress.getByName("127.0.0.1"), InetAddress.getByName("10.0.0.1")
            };
    var fetch =
        new GuardedFetch(
            LOOPBACK,
            both,
            (SSLSocketFactory) SSLSocketFactory.getDefault(),
            Duration.ofSeconds(2));

    assertThatThrownBy(() -> fetch.get(URI.create("http://both.example:" + port)))
        .isInstanceOf(FetchFailed.class);
    assertThat(connections).hasValue(0);
  }

  @Test
  void redirectIsNotFollowed() throws Exception {
    int port = serve("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/elsewhere\r\n\r\n");

    assertThatThrownBy(() -> get(LOOPBACK, "http://127.0.0.1:" + port))
        .hasMessageContaining("redirects are not followed");
    assertThat(connections).hasValue(1);
  }

  @Test
  void answersThatAreNoDocumentsAreRefused() throws Exception {
    for (var answer :
        List.of(
            "HTTP/1.1 404 Not Found\r\n\r\n",
            "220 mail.example.com ESMTP\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n",
            "HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n200000\r\n",
            "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(GuardedFetch.MOST_BYTES + 1))) {
      int port = serve(answer);
      assertThatThrownBy(() -> get(LOOPBACK, "http://127.0.0.1:" + port))
          .as(answer.substring(0, Math.min(60, answer.length())))
          .isInstanceOf(FetchFailed.class);
      stop();
    }
  }

  @Test
  void serverThatNeverEndsIsLeft() throws Exception {
    int port =
        serve(
            new ServerSocket(0, 5, InetAddress.getLoopbackAddress()),
            client -> {
              client
                  .getOutputStream()
                  .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              while (true) {
                client.getOutputStream().write('x');
                client.getOutputStream().flush();
                Thread.sleep(100);
              }
            });

    assertThatThrownBy(() -> get(LOOPBACK, "http://127.0.0.1:" + port))
        .hasMessageContaining("longer than 2 seconds");
  }

  @Test
  void certificateIsCheckedAgainstTheName(@TempDir Path folder) throws Exception {
    var store = keys(folder);
    var contextOfServer = SSLContext.getInstance("TLS");
    var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(store, "password".toCharArray());
    contextOfServer.init(keyManagers.getKeyManagers(), null, null);
    int port =
        serve(
            contextOfServer
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getByName("127.0.0.1")),
            client -> {
              readRequest(client);
              client
                  .getOutputStream()
                  .write("HTTP/1.1 200 OK\r\n\r\nhello".getBytes(StandardCharsets.US_ASCII));
            });
    var trusting = trusting(store);

    assertThat(get(LOOPBACK, trusting, "https://127.0.0.1:" + port)).asString().isEqualTo("hello");
    int before = connections.get();
    var other =
        new GuardedFetch(
            LOOPBACK,
            host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")},
            trusting,
            Duration.ofSeconds(2));
    assertThatThrownBy(() -> other.get(URI.create("https://other.example:" + port)))
        .as("the same server by another name")
        .isInstanceOf(FetchFailed.class);
    assertThat(connections.get()).as("it was there").isEqualTo(before + 1);
    assertThatThrownBy(() -> get(LOOPBACK, "https://127.0.0.1:" + port))
        .as("nobody vouches for it")
        .isInstanceOf(FetchFailed.class);
  }

  private static SSLSocketFactory trusting(KeyStore store) throws Exception {
    var anchors = KeyStore.getInstance(KeyStore.getDefaultType());
    anchors.load(null, null);
    anchors.setCertificateEntry("test", store.getCertificate("test"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(anchors);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  /** A key and a certificate for 127.0.0.1 that signs itself, made by the JDK's own tool. */
  private static KeyStore keys(Path folder) throws Exception {
    var file = folder.resolve("keys.p12");
    var made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                "password",
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(made.waitFor()).as(said).isZero();
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      store.load(in, "password".toCharArray());
    }
    return store;
  }
}
