package io.rollcall.rest.authentication;

import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenScope.Use;
import io.rollcall.rest.authentication.CredentialRequest.Kind;
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

  /**
   * The credential that decides; nothing for an anonymous request.
   *
   * @param use what the request is about
   */
  static Optional<CredentialRequest> of(
      Function<String, @Nullable String> header, @Nullable String cookie, Use use) {
    var authorization = header.apply(AUTHORIZATION);
    if (authorization != null) {
      return Optional.of(authorization(authorization, use));
    }
    var key = header.apply(API_KEY);
    if (key != null) {
      return Optional.of(key(key.strip(), use));
    }
    return Optional.ofNullable(cookie)
        .map(value -> new CredentialRequest(Kind.SESSION, Secret.of(value), use));
  }

  private static CredentialRequest authorization(String header, Use use) {
    var parts = header.strip().split("\\s+", 2);
    var scheme = parts[0].toLowerCase(Locale.ROOT);
    if (parts.length == 2 && scheme.equals("token")) {
      return new CredentialRequest(Kind.LEGACY_KEY, Secret.of(parts[1].strip()), use);
    }
    if (parts.length == 2 && scheme.equals("bearer")) {
      return new CredentialRequest(Kind.ACCESS_TOKEN, Secret.of(parts[1].strip()), use);
    }
    return new CredentialRequest(Kind.UNUSABLE, Secret.of(""), use);
  }

  /** Either kind; a legacy key has no dot, a signed token has two. */
  private static CredentialRequest key(String key, Use use) {
    var kind = key.indexOf('.') < 0 ? Kind.LEGACY_KEY : Kind.ACCESS_TOKEN;
    return new CredentialRequest(kind, Secret.of(key), use);
  }
}
