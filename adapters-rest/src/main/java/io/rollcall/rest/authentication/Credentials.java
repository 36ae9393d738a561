package io.rollcall.rest.authentication;

import io.rollcall.domain.identity.Secret;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where requests carry what proves who makes them. One of them decides; none makes up for another.
 */
public final class Credentials {
  /** The cookie of a signed-in browser. */
  public static final String COOKIE = "rollcall_session";

  /** What a client is asked for that has shown no usable credential (RFC 9110, section 11.6.1). */
  public static final String CHALLENGE = "Token realm=\"Rollcall\"";

  private static final String AUTHORIZATION = "Authorization";
  private static final String API_KEY = "X-API-Key";

  private Credentials() {}

  /** Whether a header carries a key, be it a good one or not; then no cookie counts. */
  public static boolean hasKey(Function<String, @Nullable String> header) {
    return header.apply(AUTHORIZATION) != null || header.apply(API_KEY) != null;
  }

  /** The credential that decides; nothing for an anonymous request. */
  static Optional<CredentialRequest> of(
      Function<String, @Nullable String> header, @Nullable String cookie) {
    var authorization = header.apply(AUTHORIZATION);
    if (authorization != null) {
      return Optional.of(authorization(authorization));
    }
    var key = header.apply(API_KEY);
    if (key != null) {
      return Optional.of(CredentialRequest.key(key));
    }
    return Optional.ofNullable(cookie)
        .map(value -> new CredentialRequest(CredentialRequest.Kind.SESSION, Secret.of(value)));
  }

  private static CredentialRequest authorization(String header) {
    var parts = header.strip().split("\\s+", 2);
    boolean isKey = parts.length == 2 && parts[0].toLowerCase(Locale.ROOT).equals("token");
    // Bearer carries personal access tokens, of which there are none yet; nor is there another
    // scheme.
    return isKey
        ? CredentialRequest.key(parts[1].strip())
        : new CredentialRequest(CredentialRequest.Kind.UNUSABLE, Secret.of(""));
  }
}
