package io.rollcall.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A server that a test fills; the same for a real one and for one in memory. */
interface TestDirectory extends AutoCloseable {
  String SUFFIX = Slapd.SUFFIX;
  String ADMIN = Slapd.ADMIN;
  String PASSWORD = Slapd.PASSWORD;

  /** Plain, or for StartTLS; by the host name {@code localhost}. */
  String url();

  /** The same server, over TLS from the start. */
  String ldapsUrl();

  TestCertificate certificate();

  /** A connection to it that may do anything. */
  LDAPConnection admin();

  @Override
  void close();

  /** OpenLDAP. */
  static TestDirectory openLdap() {
    var slapd = Slapd.start();
    return new TestDirectory() {
      private final LDAPConnection admin = connect(slapd.port());

      @Override
      public String url() {
        return slapd.url();
      }

      @Override
      public String ldapsUrl() {
        return slapd.ldapsUrl();
      }

      @Override
      public TestCertificate certificate() {
        return slapd.certificate();
      }

      @Override
      public LDAPConnection admin() {
        return admin;
      }

      @Override
      public void close() {
        admin.close();
        slapd.close();
      }
    };
  }

  /** UnboundID's, without a schema. */
  static TestDirectory inMemory() {
    var certificate = TestCertificate.of("localhost");
    var server = startInMemory(certificate);
    return new TestDirectory() {
      private final LDAPConnection admin = connect(server.getListenPort("plain"));

      @Override
      public String url() {
        return "ldap://localhost:" + server.getListenPort("plain");
      }

      @Override
      public String ldapsUrl() {
        return "ldaps://localhost:" + server.getListenPort("tls");
      }

      @Override
      public TestCertificate certificate() {
        return certificate;
      }

      @Override
      public LDAPConnection admin() {
        return admin;
      }

      @Override
      public void close() {
        admin.close();
        server.shutDown(true);
      }
    };
  }

  private static InMemoryDirectoryServer startInMemory(TestCertificate certificate) {
    try {
      var tls = certificate.serverContext();
      var loopback = InetAddress.getByName("localhost");
      var config = new InMemoryDirectoryServerConfig(SUFFIX);
      config.setSchema(null);
      config.addAdditionalBindCredentials(ADMIN, PASSWORD);
      config.addAdditionalBindCredentials(Slapd.LIMITED, PASSWORD);
      config.setListenerConfigs(
          InMemoryListenerConfig.createLDAPConfig("plain", loopback, 0, tls.getSocketFactory()),
          InMemoryListenerConfig.createLDAPSConfig(
              "tls", loopback, 0, tls.getServerSocketFactory(), tls.getSocketFactory()));
      var server = new InMemoryDirectoryServer(config);
      server.startListening();
      return server;
    } catch (LDAPException | UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static LDAPConnection connect(int port) {
    try {
      return new LDAPConnection("localhost", port, ADMIN, PASSWORD);
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }
}
