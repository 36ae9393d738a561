package io.rollcall.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.OID;
import com.unboundid.util.ssl.cert.CertException;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509Certificate;
import com.unboundid.util.ssl.cert.X509CertificateExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A self-signed certificate made for one test. */
public final class TestCertificate {
  private final byte[] certificate;
  private final PrivateKey key;

  private TestCertificate(byte[] certificate, PrivateKey key) {
    this.certificate = certificate;
    this.key = key;
  }

  private static final OID SUBJECT_ALTERNATIVE_NAME = new OID("2.5.29.17");

  /** For a host name, or for the loopback address where the name is an address. */
  public static TestCertificate of(String host) {
    var now = Instant.now();
    return of(host, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(2)));
  }

  public static TestCertificate of(String host, Instant from, Instant until) {
    try {
      var name =
          Character.isDigit(host.charAt(0))
              ? new ASN1OctetString((byte) 0x87, InetAddress.getByName(host).getAddress())
              : new ASN1OctetString((byte) 0x82, host);
      var keys = KeyPairGenerator.getInstance("RSA");
      keys.initialize(2048);
      var pair = keys.generateKeyPair();
      var made =
          X509Certificate.generateSelfSignedCertificate(
              SignatureAlgorithmIdentifier.SHA_256_WITH_RSA,
              pair,
              new DN("CN=Test"),
              from.toEpochMilli(),
              until.toEpochMilli(),
              new X509CertificateExtension(
                  SUBJECT_ALTERNATIVE_NAME, false, new ASN1Sequence(name).encode()));
      return new TestCertificate(made.getX509CertificateBytes(), pair.getPrivate());
    } catch (CertException | LDAPException | IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public String certificatePem() {
    return pem("CERTIFICATE", certificate);
  }

  public String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** TLS for a server that shows this certificate. */
  public SSLContext serverContext() {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      Certificate parsed =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(certificate));
      store.setKeyEntry("server", key, "secret".toCharArray(), new Certificate[] {parsed});
      var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, "secret".toCharArray());
      var context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String type, byte[] bytes) {
    var encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(type, encoder.encodeToString(bytes), type);
  }
}
