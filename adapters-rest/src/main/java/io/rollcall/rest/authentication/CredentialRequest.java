package io.rollcall.rest.authentication;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenScope.Use;

/** What a request brought to prove who makes it. */
final class CredentialRequest extends BaseAuthenticationRequest {
  enum Kind {
    SESSION,
    LEGACY_KEY,
    ACCESS_TOKEN,
    /** Of a kind that is not served. */
    UNUSABLE
  }

  private final Kind kind;
  private final Secret secret;
  private final Use use;

  /**
   * @param use what the request is about
   */
  CredentialRequest(Kind kind, Secret secret, Use use) {
    this.kind = kind;
    this.secret = secret;
    this.use = use;
  }

  Kind kind() {
    return kind;
  }

  Secret secret() {
    return secret;
  }

  Use use() {
    return use;
  }
}
