package io.rollcall.rest.authentication;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.rollcall.domain.identity.Secret;

/** What a request brought to prove who makes it. */
final class CredentialRequest extends BaseAuthenticationRequest {
  enum Kind {
    SESSION,
    LEGACY_KEY,
    /** Of a kind that is not served. */
    UNUSABLE
  }

  private final Kind kind;
  private final Secret secret;

  CredentialRequest(Kind kind, Secret secret) {
    this.kind = kind;
    this.secret = secret;
  }

  static CredentialRequest key(String key) {
    return new CredentialRequest(Kind.LEGACY_KEY, Secret.of(key));
  }

  Kind kind() {
    return kind;
  }

  Secret secret() {
    return secret;
  }
}
