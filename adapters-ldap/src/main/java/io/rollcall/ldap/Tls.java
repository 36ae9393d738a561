package io.rollcall.ldap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS that checks the server's certificate chain and, by RFC 2830 section 3.6 and RFC 6125, its
 * host name.
 */
final class Tls extends SSLSocketFactory {
  private final SSLSocketFactory factory;

  private Tls(SSLSocketFactory factory) {
    this.factory = factory;
  }

  /**
   * @param trustAnchorsPem null for those of the system
   * @throws GeneralSecurityException when the PEM holds no certificate
   */
  static Tls trusting(@Nullable String trustAnchorsPem) throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, trustAnchorsPem == null ? null : trustManagers(trustAnchorsPem), null);
    return new Tls(context.getSocketFactory());
  }

  private static TrustManager[] trustManagers(String pem) throws GeneralSecurityException {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (var certificate : certificates(pem)) {
        store.setCertificateEntry("anchor-" + number++, certificate);
      }
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      return Arrays.stream(managers.getTrustManagers())
          .map(X509ExtendedTrustManager.class::cast)
          .map(UnexpiredTrustManager::new)
          .toArray(TrustManager[]::new);
    } catch (IOException impossible) {
      throw new GeneralSecurityException("an empty key store could not be made", impossible);
    }
  }

  /**
   * @return at least one
   * @throws CertificateException when the text is something else
   */
  static Collection<? extends Certificate> certificates(String pem) throws CertificateException {
    var certificates =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    if (certificates.isEmpty()) {
      throw new CertificateException("there is no certificate in it");
    }
    return certificates;
  }

  /**
   * TLS over a connected socket, its handshake done and the certificate found good for the host.
   */
  SSLSocket handshake(Socket socket, String host, int port) throws IOException {
    var secure = createSocket(socket, host, port, true);
    secure.startHandshake();
    return secure;
  }

  @Override
  public SSLSocket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    var secure = (SSLSocket) factory.createSocket(socket, host, port, autoClose);
    var parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("LDAPS");
    secure.setSSLParameters(parameters);
    return secure;
  }

  /** What went wrong, for an administrator. */
  static String explain(Throwable failure, String host) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case CertificateExpiredException expired -> {
          return "the server's certificate has expired";
        }
        case CertificateNotYetValidException early -> {
          return "the server's certificate is not valid yet";
        }
        case CertPathValidatorException untrusted -> {
          return "the server's certificate is not trusted; add the certificate of its issuer as trust anchor";
        }
        case CertPathBuilderException untrusted -> {
          return "the server's certificate is not trusted; add the certificate of its issuer as trust anchor";
        }
        case CertificateException wrongHost when wrongHost.getCause() == null -> {
          return "the server's certificate is not for the host name "
              + host
              + "; use a name that the certificate lists ("
              + Texts.clean(String.valueOf(wrongHost.getMessage()), 200)
              + ")";
        }
        default -> {}
      }
    }
    return Texts.clean(String.valueOf(failure.getMessage()), 200);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return factory.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return factory.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException("addresses are checked before they are connected to");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw new UnsupportedOperationException("addresses are checked before they are connected to");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException("addresses are checked before they are connected to");
  }

  @Override
  public Socket createSocket(
      InetAddress address, int port, InetAddress localAddress, int localPort) {
    throw new UnsupportedOperationException("addresses are checked before they are connected to");
  }
}
