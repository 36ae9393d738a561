package io.rollcall.ldap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real OpenLDAP of our own, on a free loopback port, with its data in a new temporary folder; for
 * tests and benchmarks. Needs Debian's {@code slapd} package, but not its service.
 */
public final class Slapd implements AutoCloseable {
  public static final String SUFFIX = "dc=example,dc=org";
  public static final String ADMIN = "cn=admin," + SUFFIX;
  public static final String PASSWORD = "secret";

  /** An account that may list no more than {@link #LIMIT} entries. */
  public static final String LIMITED = "cn=limited," + SUFFIX;

  public static final int LIMIT = 5;

  private static final Path BINARY = Path.of("/usr/sbin/slapd");
  private static final Path SLAPADD = Path.of("/usr/sbin/slapadd");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path folder;
  private final int port;
  private final int tlsPort;
  private final TestCertificate certificate;
  private final Process process;

  private Slapd(Path folder, int port, int tlsPort, TestCertificate certificate, Process process) {
    this.folder = folder;
    this.port = port;
    this.tlsPort = tlsPort;
    this.certificate = certificate;
    this.process = process;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy)); // a test may be stopped
  }

  /** Skips the calling test, saying why, where this machine has none. */
  public static void assumeInstalled() {
    boolean installed = Files.isExecutable(BINARY);
    if (!installed) {
      System.out.println(
          "SKIPPED: " + BINARY + " is missing (Debian: apt-get install slapd ldap-utils)");
    }
    Assumptions.assumeTrue(installed, BINARY + " is missing");
  }

  /** An empty one; not even the suffix exists. */
  public static Slapd start() {
    return start(null);
  }

  /**
   * One that holds what an LDIF file says, loaded the fast way, so without what overlays would add.
   *
   * @param ldif null for an empty one
   */
  public static Slapd start(Path ldif) {
    try {
      var folder = Files.createTempDirectory("slapd-");
      var certificate = TestCertificate.of("localhost");
      Files.createDirectory(folder.resolve("data"));
      Files.writeString(folder.resolve("cert.pem"), certificate.certificatePem());
      Files.writeString(folder.resolve("key.pem"), certificate.keyPem());
      Files.writeString(folder.resolve("slapd.conf"), configuration(folder));
      if (ldif != null) {
        load(folder, ldif);
      }
      int port = freePort();
      int tlsPort = freePort();
      var slapd = new Slapd(folder, port, tlsPort, certificate, launch(folder, port, tlsPort));
      slapd.awaitReady();
      return slapd;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  /** Plain, or for StartTLS. */
  public String url() {
    return "ldap://localhost:" + port;
  }

  public String ldapsUrl() {
    return "ldaps://localhost:" + tlsPort;
  }

  /** The certificate it shows, good for {@code localhost}. */
  public TestCertificate certificate() {
    return certificate;
  }

  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Ends it at once, as a crash would. */
  public void kill() {
    process.destroyForcibly();
    await(process);
  }

  @Override
  public void close() {
    process.destroy();
    await(process);
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(Process process) {
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static Process launch(Path folder, int port, int tlsPort) throws IOException {
    return new ProcessBuilder(
            BINARY.toString(),
            "-d",
            "0", // stays a child of ours
            "-f",
            folder.resolve("slapd.conf").toString(),
            "-h",
            "ldap://localhost:%d/ ldaps://localhost:%d/".formatted(port, tlsPort))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private static void load(Path folder, Path ldif) throws IOException {
    var slapadd =
        new ProcessBuilder(
                SLAPADD.toString(),
                "-q",
                "-f",
                folder.resolve("slapd.conf").toString(),
                "-l",
                ldif.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("slapadd.log").toFile())
            .start();
    try {
      if (slapadd.waitFor() != 0) {
        throw new IllegalStateException(
            "slapadd: " + Files.readString(folder.resolve("slapadd.log")));
      }
    } catch (InterruptedException e) {
      slapadd.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void awaitReady() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!accepts(port) || !accepts(tlsPort)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "slapd did not start: " + Files.readString(folder.resolve("log")));
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private static boolean accepts(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("localhost", port), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String configuration(Path folder) {
    return String.join(
        "\n",
        List.of(
            "include /etc/ldap/schema/core.schema",
            "include /etc/ldap/schema/cosine.schema",
            "include /etc/ldap/schema/inetorgperson.schema",
            "include /etc/ldap/schema/nis.schema",
            "include /etc/ldap/schema/java.schema",
            "modulepath /usr/lib/ldap",
            "moduleload back_mdb",
            "moduleload memberof",
            "moduleload syncprov",
            "moduleload ppolicy",
            "sizelimit unlimited",
            "TLSCACertificateFile " + folder.resolve("cert.pem"),
            "TLSCertificateFile " + folder.resolve("cert.pem"),
            "TLSCertificateKeyFile " + folder.resolve("key.pem"),
            "database mdb",
            "suffix " + SUFFIX,
            "rootdn " + ADMIN,
            "rootpw " + PASSWORD,
            "directory " + folder.resolve("data"),
            "maxsize 2147483648",
            "dbnosync",
            "index objectClass eq",
            "index entryUUID,entryCSN eq",
            "index uid,member eq",
            "limits dn.exact=\"%s\" size=%d".formatted(LIMITED, LIMIT),
            "access to attrs=userPassword by anonymous auth by * none",
            "access to * by users read by anonymous auth",
            "overlay memberof",
            "overlay ppolicy",
            "overlay syncprov",
            ""));
  }
}
