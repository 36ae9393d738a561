package io.rollcall.ldap;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.ReadFailed;
import io.rollcall.domain.federation.ReadFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection to one server, and what that server is. Used by one thread. */
final class LdapSession implements AutoCloseable {
  /**
   * Pages without an entry that may follow each other; some servers filter after they cut pages.
   */
  private static final int MAX_EMPTY_PAGES = 1000;

  /**
   * Active Directory: answer for the asked domain alone, without referrals to others (MS-ADTS
   * 3.1.1.3.4.1.4).
   */
  private static final String DOMAIN_SCOPE = "1.2.840.113556.1.4.1339";

  private final Dialer.Endpoint endpoint;
  private final LDAPConnection connection;
  private final WatchedSocket socket;
  private final DirectorySettings.Limits limits;
  private @Nullable Vendor vendor;

  LdapSession(
      Dialer.Endpoint endpoint,
      LDAPConnection connection,
      WatchedSocket socket,
      DirectorySettings.Limits limits) {
    this.endpoint = endpoint;
    this.connection = connection;
    this.socket = socket;
    this.limits = limits;
  }

  Dialer.Endpoint endpoint() {
    return endpoint;
  }

  LDAPConnection connection() {
    return connection;
  }

  WatchedSocket socket() {
    return socket;
  }

  /** What the server says it is; asked once. */
  Vendor vendor() {
    var known = vendor;
    if (known == null) {
      var rootDse = new ArrayList<Entry>();
      search(
          "Reading the root DSE",
          "",
          SearchScope.BASE,
          Vendor.ANY,
          Vendor.ROOT_DSE,
          0,
          List.of(),
          rootDse::add);
      known = Vendor.of(rootDse.isEmpty() ? Optional.empty() : Optional.of(rootDse.getFirst()));
      vendor = known;
    }
    return known;
  }

  /** Tells a session what another one to the same server found out. */
  void isLike(LdapSession other) {
    vendor = other.vendor();
  }

  /** What to do with what is read. */
  interface Sink {
    void entry(SearchResultEntry entry);

    /** Between two pages, when the connection is free for other questions. */
    default void pageRead() {}
  }

  /**
   * Reads everything below a base that matches, in pages.
   *
   * @return how many entries
   * @throws ReadFailed unless everything was read
   */
  int readAll(String doing, String base, Filter filter, String[] attributes, Sink sink) {
    return vendor().pages()
        ? readPages(doing, base, filter, attributes, sink)
        : readAtOnce(doing, base, filter, attributes, sink);
  }

  private int readAtOnce(String doing, String base, Filter filter, String[] attributes, Sink sink) {
    var result =
        search(doing, base, SearchScope.SUB, filter, attributes, 0, List.of(), sink::entry);
    sink.pageRead();
    return result.getEntryCount();
  }

  private int readPages(String doing, String base, Filter filter, String[] attributes, Sink sink) {
    int read = 0;
    int emptyPages = 0;
    var paging = new SimplePagedResultsControl(limits.pageSize(), true);
    for (boolean first = true; ; first = false) {
      var page = page(doing, base, filter, attributes, paging, first, sink);
      read += page.getEntryCount();
      emptyPages = page.getEntryCount() == 0 ? emptyPages + 1 : 0;
      var answer = pagingOf(doing, page);
      if (answer.getCookie() == null || answer.getCookie().getValueLength() == 0) {
        sink.pageRead();
        return read;
      }
      if (emptyPages > MAX_EMPTY_PAGES) {
        throw new ReadFailed(
            ReadFailure.PAGE_LOST,
            doing + ": the server sends pages without entries and without end.");
      }
      sink.pageRead();
      paging = new SimplePagedResultsControl(limits.pageSize(), answer.getCookie(), true);
    }
  }

  private SearchResult page(
      String doing,
      String base,
      Filter filter,
      String[] attributes,
      SimplePagedResultsControl paging,
      boolean first,
      Sink sink) {
    try {
      return trySearch(
          doing, base, SearchScope.SUB, filter, attributes, 0, List.of(paging), sink::entry);
    } catch (LDAPException e) {
      throw Failures.of(e, socket, doing, !first);
    }
  }

  private static SimplePagedResultsControl pagingOf(String doing, SearchResult page) {
    try {
      var answer = SimplePagedResultsControl.get(page);
      if (answer == null) {
        throw new ReadFailed(
            ReadFailure.PAGE_LOST,
            doing + ": a page came without saying whether more follow (RFC 2696).");
      }
      return answer;
    } catch (LDAPException malformed) {
      throw new ReadFailed(
          ReadFailure.PROTOCOL_VIOLATION, doing + ": the server's paging control is malformed.");
    }
  }

  /** Reads up to a few entries, whatever limit the server has. */
  List<Entry> readSome(String doing, String base, Filter filter, String[] attributes, int limit) {
    var some = new ArrayList<Entry>();
    try {
      trySearch(
          doing,
          base,
          SearchScope.SUB,
          filter,
          attributes,
          limit,
          List.of(),
          entry -> {
            if (some.size() < limit) {
              some.add(entry);
            }
          });
    } catch (LDAPException e) {
      if (!e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
        throw Failures.of(e, socket, doing, false);
      }
    }
    return some;
  }

  /** Reads one entry, or nothing when it is not there. */
  Optional<Entry> readOne(String doing, String dn, String... attributes) {
    var found = new ArrayList<Entry>();
    search(doing, dn, SearchScope.BASE, Vendor.ANY, attributes, 0, List.of(), found::add);
    return found.stream().findFirst();
  }

  private SearchResult search(
      String doing,
      String base,
      SearchScope scope,
      Filter filter,
      String[] attributes,
      int sizeLimit,
      List<Control> controls,
      Consumer<SearchResultEntry> sink) {
    try {
      return trySearch(doing, base, scope, filter, attributes, sizeLimit, controls, sink);
    } catch (LDAPException e) {
      throw Failures.of(e, socket, doing, false);
    }
  }

  private SearchResult trySearch(
      String doing,
      String base,
      SearchScope scope,
      Filter filter,
      String[] attributes,
      int sizeLimit,
      List<Control> controls,
      Consumer<SearchResultEntry> sink)
      throws LDAPException {
    var receiver = new Receiver(sink);
    var request =
        new SearchRequest(
            receiver,
            base,
            scope,
            DereferencePolicy.NEVER,
            sizeLimit,
            0,
            false,
            filter,
            attributes);
    controls.forEach(request::addControl);
    if (vendor != null && vendor.domainScope()) {
      request.addControl(new Control(DOMAIN_SCOPE));
    }
    var result = connection.search(request);
    if (receiver.referred) {
      throw new ReadFailed(
          ReadFailure.REFERRAL,
          doing
              + ": the server refers to another one for a part of this base; name that server or a narrower base.");
    }
    return result;
  }

  private static final class Receiver implements SearchResultListener {
    private static final long serialVersionUID = 1;
    private final transient Consumer<SearchResultEntry> sink;
    private boolean referred;

    Receiver(Consumer<SearchResultEntry> sink) {
      this.sink = sink;
    }

    @Override
    public void searchEntryReturned(SearchResultEntry entry) {
      sink.accept(entry);
    }

    @Override
    public void searchReferenceReturned(SearchResultReference reference) {
      referred = true;
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
