package io.rollcall.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPExtendedOperationException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.DirectorySettings.Security;
import io.rollcall.domain.federation.ReadFailed;
import io.rollcall.domain.federation.ReadFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.SocketFactory;

/**
 * Opens connections: resolves a name once, asks the network policy about each address, and connects
 * to the very address it asked about, so that a name that resolves differently the second time
 * gains nothing.
 */
final class Dialer {
  /** More addresses of one name are not tried. */
  private static final int MAX_ADDRESSES = 8;

  private final DirectorySettings settings;
  private final LdapNetworkPolicy policy;
  private final Run run;

  Dialer(DirectorySettings settings, LdapNetworkPolicy policy, Run run) {
    this.settings = settings;
    this.policy = policy;
    this.run = run;
  }

  /** Where a connection leads: a second one to the same endpoint reads the same data. */
  record Endpoint(ServerAddress server, InetAddress address) {}

  /**
   * A bound connection to the first server that answers.
   *
   * @throws ReadFailed for the reason of the server that came farthest; a refused bind is not tried
   *     elsewhere, since it would lock the account the sooner
   */
  LdapSession open(Steps steps) {
    var failures = new ArrayList<ReadFailed>();
    var attempts = new ArrayList<Steps>();
    for (var url : settings.urls()) {
      var attempt = new Steps();
      attempts.add(attempt);
      try {
        var session = connect(server(url), attempt);
        steps.addAll(attempt);
        bind(session, steps);
        return session;
      } catch (ReadFailed failure) {
        if (failure.failure() == ReadFailure.BIND_REFUSED) {
          throw failure;
        }
        failures.add(failure);
      }
    }
    return giveUp(failures, attempts, steps);
  }

  private static LdapSession giveUp(List<ReadFailed> failures, List<Steps> attempts, Steps steps) {
    int telling = 0;
    while (telling < failures.size() - 1
        && failures.get(telling).failure() == ReadFailure.UNREACHABLE) {
      telling++;
    }
    steps.addAll(attempts.get(telling));
    throw failures.size() == 1
        ? failures.getFirst()
        : new ReadFailed(
            failures.get(telling).failure(),
            failures.stream().map(ReadFailed::getMessage).collect(Collectors.joining(" ")));
  }

  /** Another connection to where one leads already. */
  LdapSession another(LdapSession first) {
    var endpoint = first.endpoint();
    var session = establish(endpoint.server(), List.of(endpoint.address()), new Steps());
    bind(session, new Steps());
    return session;
  }

  private static ServerAddress server(String url) {
    return ServerAddress.parse(url)
        .orElseThrow(
            () ->
                new ReadFailed(
                    ReadFailure.SETTINGS_INVALID,
                    "%s is not an LDAP URL.".formatted(Texts.clean(url))));
  }

  private LdapSession connect(ServerAddress server, Steps steps) {
    steps.begin("resolve");
    return establish(server, resolve(server, steps), steps);
  }

  private List<InetAddress> resolve(ServerAddress server, Steps steps) {
    List<InetAddress> addresses;
    try {
      addresses = List.of(InetAddress.getAllByName(server.host()));
    } catch (UnknownHostException unknown) {
      throw new ReadFailed(
          ReadFailure.UNREACHABLE,
          "%s: no address is known for this host name.".formatted(server.url()));
    }
    boolean plaintext = settings.security() == Security.NONE;
    var allowed =
        addresses.stream()
            .filter(address -> policy.refusal(address, plaintext).isEmpty())
            .limit(MAX_ADDRESSES)
            .toList();
    if (allowed.isEmpty()) {
      throw new ReadFailed(
          ReadFailure.ADDRESS_NOT_ALLOWED,
          "%s: %s"
              .formatted(
                  server.url(), policy.refusal(addresses.getFirst(), plaintext).orElseThrow()));
    }
    steps.ok(
        "%s is %s."
            .formatted(
                server.host(),
                allowed.stream()
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(", "))));
    return allowed;
  }

  private LdapSession establish(ServerAddress server, List<InetAddress> addresses, Steps steps) {
    steps.begin("connect");
    for (int i = 0; ; i++) {
      var address = addresses.get(i);
      try {
        var socket = tcp(server, address);
        steps.ok(
            "%s accepted a connection on port %d."
                .formatted(address.getHostAddress(), server.port()));
        return secured(new Endpoint(server, address), socket, steps);
      } catch (IOException unreachable) {
        if (i == addresses.size() - 1) {
          throw new ReadFailed(
              ReadFailure.UNREACHABLE,
              "%s: no connection to %s port %d (%s)."
                  .formatted(
                      server.url(),
                      address.getHostAddress(),
                      server.port(),
                      Texts.clean(String.valueOf(unreachable.getMessage()), 200)));
        }
      }
    }
  }

  private Socket tcp(ServerAddress server, InetAddress address) throws IOException {
    var socket = new Socket();
    run.owns(socket);
    try {
      socket.connect(
          new InetSocketAddress(address, server.port()), millis(settings.limits().connect()));
      socket.setSoTimeout(millis(settings.limits().response()));
      socket.setTcpNoDelay(true);
      return socket;
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  private LdapSession secured(Endpoint endpoint, Socket socket, Steps steps) {
    return switch (settings.security()) {
      case NONE -> session(endpoint, socket);
      case LDAPS -> overTls(endpoint, socket, steps);
      case STARTTLS -> startTls(session(endpoint, socket), steps);
    };
  }

  private LdapSession overTls(Endpoint endpoint, Socket socket, Steps steps) {
    steps.begin("tls");
    var server = endpoint.server();
    try {
      socket.setSoTimeout(millis(settings.limits().connect()));
      var secure = tls().handshake(socket, server.host(), server.port());
      secure.setSoTimeout(millis(settings.limits().response()));
      steps.ok(
          secure.getSession().getProtocol()
              + ", the certificate is good for "
              + server.host()
              + ".");
      return session(endpoint, secure);
    } catch (IOException failed) {
      closeQuietly(socket);
      throw tlsFailed(server, Tls.explain(failed, server.host()));
    }
  }

  private LdapSession startTls(LdapSession session, Steps steps) {
    steps.begin("tls");
    var server = session.endpoint().server();
    try {
      var result =
          session.connection().processExtendedOperation(new StartTLSExtendedRequest(tls()));
      if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
        throw new LDAPExtendedOperationException(result);
      }
      session
          .socket()
          .setSoTimeout(millis(settings.limits().response())); // the SDK leaves another one
      steps.ok("StartTLS, the certificate is good for " + server.host() + ".");
      return session;
    } catch (LDAPExtendedOperationException refused) {
      session.close();
      throw tlsFailed(
          server, "the server does not offer StartTLS: it answered " + Failures.answer(refused));
    } catch (LDAPException | IOException failed) {
      session.close();
      throw tlsFailed(server, Tls.explain(failed, server.host()));
    }
  }

  private Tls tls() {
    try {
      return Tls.trusting(settings.trustAnchorsPem());
    } catch (GeneralSecurityException notPem) {
      throw new ReadFailed(
          ReadFailure.SETTINGS_INVALID, "The trust anchors are not certificates in PEM.");
    }
  }

  private static ReadFailed tlsFailed(ServerAddress server, String why) {
    return new ReadFailed(ReadFailure.TLS_FAILED, "%s: %s.".formatted(server.url(), why));
  }

  private LdapSession session(Endpoint endpoint, Socket socket) {
    var watched = new WatchedSocket(socket);
    var connection = new LDAPConnection(new Established(watched), options());
    try {
      connection.connect(
          endpoint.server().host(),
          endpoint.address(),
          endpoint.server().port(),
          millis(settings.limits().connect()));
    } catch (LDAPException failed) {
      closeQuietly(socket);
      throw new ReadFailed(
          ReadFailure.CONNECTION_LOST,
          "%s closed the connection at once.".formatted(endpoint.server().url()));
    }
    return new LdapSession(endpoint, connection, watched, settings.limits());
  }

  private LDAPConnectionOptions options() {
    var options = new LDAPConnectionOptions();
    options.setUseSynchronousMode(true);
    options.setFollowReferrals(false);
    options.setConnectTimeoutMillis(millis(settings.limits().connect()));
    options.setResponseTimeoutMillis(settings.limits().response().toMillis());
    options.setMaxMessageSize(settings.limits().maxEntryBytes());
    options.setAbandonOnTimeout(false);
    options.setUseSchema(false);
    return options;
  }

  private void bind(LdapSession session, Steps steps) {
    steps.begin("bind");
    var dn = settings.bindDn();
    var password = settings.bindPassword();
    if (dn == null) {
      steps.ok("Not bound: the directory is read anonymously.");
      return;
    }
    if (password == null
        || password.isEmpty()) { // RFC 4513 section 5.1.2: it would succeed, as nobody
      session.close();
      throw new ReadFailed(ReadFailure.SETTINGS_INVALID, "The bind DN needs a password.");
    }
    try {
      session.connection().bind(new SimpleBindRequest(dn, password.reveal()));
      steps.ok("Bound as " + Texts.clean(dn, Texts.MAX_DN_LENGTH) + ".");
    } catch (LDAPException e) {
      session.close();
      throw e.getResultCode().isClientSideResultCode()
          ? Failures.of(
              e, session.socket(), "Binding at " + session.endpoint().server().url(), false)
          : new ReadFailed(ReadFailure.BIND_REFUSED, refusal(e));
    }
  }

  private static String refusal(LDAPException e) {
    return switch (e.getResultCode().intValue()) {
      case ResultCode.INVALID_CREDENTIALS_INT_VALUE ->
          "The server refused the bind DN or its password.";
      case ResultCode.CONFIDENTIALITY_REQUIRED_INT_VALUE,
          ResultCode.STRONG_AUTH_REQUIRED_INT_VALUE ->
          "The server takes a password only over TLS: use ldaps or StartTLS.";
      default -> "The server refused to bind: it answered " + Failures.answer(e) + ".";
    };
  }

  private static int millis(Duration duration) {
    return Math.clamp(duration.toMillis(), 1, Integer.MAX_VALUE);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // What is broken is closed enough.
    }
  }

  /** Gives the SDK a socket that is connected already. */
  private static final class Established extends SocketFactory {
    private final Socket socket;

    Established(Socket socket) {
      this.socket = socket;
    }

    @Override
    public Socket createSocket() throws IOException {
      throw new IOException("connected already"); // then the SDK asks for a connected one, below
    }

    @Override
    public Socket createSocket(InetAddress address, int port) {
      return socket;
    }

    @Override
    public Socket createSocket(
        InetAddress address, int port, InetAddress localAddress, int localPort) {
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
      return socket;
    }
  }
}
