package io.rollcall.ldap;

import com.unboundid.asn1.ASN1Buffer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.BindResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.protocol.SearchResultReferenceProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An LDAP server that accepts any bind and does with a search whatever a test says, however wrong.
 */
public final class ScriptedServer implements AutoCloseable {
  public static final Entry PLAIN_ROOT =
      new Entry(
          "",
          new Attribute("objectClass", "top"),
          new Attribute("supportedControl", "1.2.840.113556.1.4.319"));

  public static final Entry ACTIVE_DIRECTORY_ROOT =
      new Entry(
          "",
          new Attribute("supportedControl", "1.2.840.113556.1.4.319", "1.2.840.113556.1.4.1339"),
          new Attribute("supportedCapabilities", "1.2.840.113556.1.4.800"));

  /** Answers one search; called for each page. */
  @FunctionalInterface
  public interface Script {
    void answer(Search search) throws IOException, LDAPException, InterruptedException;
  }

  private final ServerSocket listener;
  private final Entry root;
  private final Script script;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<SearchRequestProtocolOp> searches = new CopyOnWriteArrayList<>();
  private int maxConnections = Integer.MAX_VALUE;

  private ScriptedServer(ServerSocket listener, Entry root, Script script) {
    this.listener = listener;
    this.root = root;
    this.script = script;
  }

  public static ScriptedServer start(Entry root, Script script) {
    try {
      var server =
          new ScriptedServer(
              new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), root, script);
      Thread.ofVirtual().start(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ScriptedServer start(Script script) {
    return start(PLAIN_ROOT, script);
  }

  ScriptedServer allowing(int connectionsAtMost) {
    maxConnections = connectionsAtMost;
    return this;
  }

  public String url() {
    return "ldap://127.0.0.1:" + listener.getLocalPort();
  }

  public int connections() {
    return connections.get();
  }

  /** Every search that came, besides those for the root DSE. */
  public List<SearchRequestProtocolOp> searches() {
    return searches;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        if (connections.incrementAndGet() > maxConnections) {
          socket.close();
        } else {
          sockets.add(socket);
          Thread.ofVirtual().start(() -> serve(socket));
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    int page = 0;
    try (socket) {
      var in = new ASN1StreamReader(socket.getInputStream());
      var out = socket.getOutputStream();
      for (var message = LDAPMessage.readFrom(in, false);
          message != null;
          message = LDAPMessage.readFrom(in, false)) {
        switch (message.getProtocolOpType()) {
          case LDAPMessage.PROTOCOL_OP_TYPE_BIND_REQUEST ->
              send(
                  out,
                  message.getMessageID(),
                  new BindResponseProtocolOp(0, null, null, null, null),
                  List.of());
          case LDAPMessage.PROTOCOL_OP_TYPE_SEARCH_REQUEST -> {
            var search = new Search(socket, out, message, page);
            if (search.request.getBaseDN().isEmpty()
                && search.request.getScope().equals(SearchScope.BASE)) {
              search.entry(root);
              search.done(ResultCode.SUCCESS);
            } else {
              searches.add(search.request);
              page = search.isFirstPage() ? 0 : page;
              search.page = page++;
              script.answer(search);
            }
          }
          default -> {
            return;
          }
        }
      }
    } catch (IOException | LDAPException | InterruptedException clientLeft) {
      // The test looks at what the client made of it.
    }
  }

  private static void send(OutputStream out, int id, ProtocolOp op, List<Control> controls)
      throws IOException {
    var buffer = new ASN1Buffer();
    new LDAPMessage(id, op, controls).writeTo(buffer);
    buffer.writeTo(out);
    out.flush();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (var socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One search, and ways to answer it. */
  public static final class Search {
    private final Socket socket;
    private final OutputStream out;
    private final LDAPMessage message;
    private final SearchRequestProtocolOp request;
    private int page;

    private Search(Socket socket, OutputStream out, LDAPMessage message, int page) {
      this.socket = socket;
      this.out = out;
      this.message = message;
      this.request = message.getSearchRequestProtocolOp();
      this.page = page;
    }

    /** 0 for the first. */
    public int page() {
      return page;
    }

    public SearchRequestProtocolOp request() {
      return request;
    }

    public boolean isForPeople() {
      return request.getBaseDN().startsWith("ou=people");
    }

    public List<String> controls() {
      return message.getControls().stream().map(Control::getOID).toList();
    }

    private boolean isFirstPage() throws LDAPException {
      for (var control : message.getControls()) {
        if (control.getOID().equals(SimplePagedResultsControl.PAGED_RESULTS_OID)) {
          var cookie =
              new SimplePagedResultsControl(control.getOID(), true, control.getValue()).getCookie();
          return cookie == null || cookie.getValueLength() == 0;
        }
      }
      return true;
    }

    public Search entry(Entry entry) throws IOException {
      send(out, message.getMessageID(), new SearchResultEntryProtocolOp(entry), List.of());
      return this;
    }

    /** A usual person below {@code ou=people}. */
    public Search person(String uid) throws IOException {
      return entry(TestEntries.person(uid));
    }

    public void reference(String url) throws IOException {
      send(
          out,
          message.getMessageID(),
          new SearchResultReferenceProtocolOp(List.of(url)),
          List.of());
    }

    public void done(ResultCode code, Control... controls) throws IOException {
      done(code, "", controls);
    }

    public void done(ResultCode code, String text, Control... controls) throws IOException {
      send(
          out,
          message.getMessageID(),
          new SearchResultDoneProtocolOp(code.intValue(), null, text, List.of()),
          List.of(controls));
    }

    /** The page is over; an empty cookie says that it was the last. */
    public void pageDone(String cookie) throws IOException {
      done(ResultCode.SUCCESS, paging(cookie));
    }

    public static Control paging(String cookie) {
      return new Control(
          SimplePagedResultsControl.PAGED_RESULTS_OID,
          false,
          new SimplePagedResultsControl(0, new ASN1OctetString(cookie)).getValue());
    }

    /** Nobody, no group. */
    public void nothing() throws IOException {
      pageDone("");
    }

    public void bytes(byte... raw) throws IOException {
      out.write(raw);
      out.flush();
    }

    public void close() throws IOException {
      socket.close();
    }
  }
}
