package io.rollcall.rest.authentication;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.rollcall.application.identity.Caller;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenScope.Use;
import org.jspecify.annotations.Nullable;

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
  private volatile @Nullable Caller holder;

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

  /** Whose it is, once that is found out; also when it is refused all the same. */
  @Nullable Caller holder() {
    return holder;
  }

  void belongsTo(Caller caller) {
    this.holder = caller;
  }
}
