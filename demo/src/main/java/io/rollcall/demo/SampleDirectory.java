package io.rollcall.demo;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldif.LDIFReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * The directory of a sample company, over LDAP on the loopback address: 40 people below {@link
 * #PEOPLE}, their groups below {@link #GROUPS}. Whoever reads binds, as {@link #READER} or as a
 * person: with the DN {@code uid=ada,ou=people,dc=example,dc=org}, and {@link #PASSWORD}. For
 * trying things out: everybody who binds may also change everything.
 */
public final class SampleDirectory implements AutoCloseable {
  public static final String BASE = "dc=example,dc=org";
  public static final String PEOPLE = "ou=people," + BASE;
  public static final String GROUPS = "ou=groups," + BASE;

  /** The account to read with, and its password. */
  public static final String READER = "cn=reader," + BASE;

  public static final String READER_PASSWORD = "reader-secret";

  /** Of every person. */
  public static final String PASSWORD = "rollcall";

  private final InMemoryDirectoryServer server;

  private SampleDirectory(InMemoryDirectoryServer server) {
    this.server = server;
  }

  /**
   * Serves the sample until the process is ended.
   *
   * @param args the port; a free one when there is none
   */
  public static void main(String[] args) throws InterruptedException {
    var directory = start(args.length > 0 ? Integer.parseInt(args[0]) : 0);
    var ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  directory.close();
                  ended.countDown();
                }));
    System.out.printf("read as %s with the password %s%n", READER, READER_PASSWORD);
    System.out.printf(
        "people: ada (administrator), chloe (manager), hiroshi (reviewer), priya (annotator), … with the password %s%n",
        PASSWORD);
    System.out.println("ready " + directory.url());
    ended.await();
  }

  /**
   * @param port 0 for a free one
   */
  public static SampleDirectory start(int port) {
    try {
      var config = new InMemoryDirectoryServerConfig(BASE);
      config.setSchema(null); // nsAccountLock is not in the SDK's schema
      config.addAdditionalBindCredentials(READER, READER_PASSWORD);
      config.setAuthenticationRequiredOperationTypes(
          OperationType.ADD,
          OperationType.COMPARE,
          OperationType.DELETE,
          OperationType.MODIFY,
          OperationType.MODIFY_DN,
          OperationType.SEARCH);
      config.setListenerConfigs(
          InMemoryListenerConfig.createLDAPConfig(
              "sample", InetAddress.getByName("127.0.0.1"), port, null));
      var server = new InMemoryDirectoryServer(config);
      server.importFromLDIF(true, sample());
      server.startListening();
      return new SampleDirectory(server);
    } catch (LDAPException | IOException e) {
      throw new IllegalStateException("The sample directory did not start: " + e.getMessage(), e);
    }
  }

  public String url() {
    return "ldap://127.0.0.1:" + server.getListenPort();
  }

  private static LDIFReader sample() {
    var ldif =
        Objects.requireNonNull(SampleDirectory.class.getResourceAsStream("sample-directory.ldif"));
    return new LDIFReader(ldif, 0, (entry, line) -> withStableId(entry));
  }

  /** An id that a restart does not change: whoever was read before is the same person after it. */
  private static Entry withStableId(Entry entry) {
    try {
      var name = "rollcall-sample:" + DN.normalize(entry.getDN());
      entry.addAttribute(
          "entryUUID", UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
      return entry;
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.shutDown(true);
  }
}
