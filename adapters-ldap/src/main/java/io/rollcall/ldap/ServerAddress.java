package io.rollcall.ldap;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** One server of a directory, as its URL names it (RFC 4516, host part only). */
record ServerAddress(String url, String host, int port, boolean ldaps) {
  private static final Pattern URL =
      Pattern.compile(
          "(?i)(ldaps?)://(\\[[0-9a-f:.]+]|[^/:@?#%\\[\\]\\s]{1,253})(?::([0-9]{1,5}))?/?");

  /** The server, or nothing when the text is not such a URL. */
  static Optional<ServerAddress> parse(String url) {
    var match = URL.matcher(url.strip());
    if (!match.matches()) {
      return Optional.empty();
    }
    boolean ldaps = match.group(1).toLowerCase(Locale.ROOT).equals("ldaps");
    var port = match.group(3);
    int number = port == null ? (ldaps ? 636 : 389) : Integer.parseInt(port);
    if (number < 1 || number > 65_535) {
      return Optional.empty();
    }
    var host = match.group(2);
    return Optional.of(
        new ServerAddress(
            url.strip(),
            host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
            number,
            ldaps));
  }
}
