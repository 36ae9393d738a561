package io.rollcall.saml;

/** Nothing usable came from an address; the message says why in a sentence. */
final class FetchFailed extends Exception {
  private static final long serialVersionUID = 1;

  FetchFailed(String message) {
    super(message);
  }
}
