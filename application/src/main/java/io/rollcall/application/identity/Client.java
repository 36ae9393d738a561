package io.rollcall.application.identity;

/**
 * From where somebody signs in, for the person's own list of sessions. At most 1,024 characters are
 * kept of each.
 */
public record Client(String userAgent, String address) {
  private static final int KEPT = 1024;

  public Client {
    userAgent = userAgent.substring(0, Math.min(KEPT, userAgent.length()));
    address = address.substring(0, Math.min(KEPT, address.length()));
  }
}
