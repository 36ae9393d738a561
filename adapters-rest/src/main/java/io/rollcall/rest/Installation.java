package io.rollcall.rest;

import java.net.URI;
import java.util.Set;

/**
 * What the HTTP contract has to know of this server.
 *
 * @param url the address that browsers and API clients use, without a slash at the end
 * @param version the version of the product, in every error answer
 * @param commit what it was built from
 */
public record Installation(URI url, String version, String commit) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  /** Whether browsers may only send cookies over TLS: everywhere but on this machine itself. */
  public boolean needsSecureCookies() {
    return isHttps() || !LOOPBACK.contains(String.valueOf(url.getHost()));
  }

  public boolean isHttps() {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  /** The origin (RFC 6454) of this server's own pages, as browsers write it. */
  public String origin() {
    var port = url.getPort();
    boolean usual = port < 0 || port == (isHttps() ? 443 : 80);
    return url.getScheme() + "://" + url.getHost() + (usual ? "" : ":" + port);
  }

  /** An absolute address of this server. */
  public String link(String pathAndQuery) {
    return url + pathAndQuery;
  }
}
