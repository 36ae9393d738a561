package io.rollcall.rest.identity;

import io.rollcall.application.identity.IssuedToken;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A fresh personal access token, whole. */
@Schema(name = "LSEAPITokenCreate")
record NewApiTokenJson(
    String token,
    @Schema(enumeration = {"all", "read", "decisions", "scim"}) String scope,
    Instant createdAt,
    Instant expiresAt) {
  static NewApiTokenJson of(IssuedToken issued) {
    var token = issued.token();
    return new NewApiTokenJson(
        issued.secret().reveal(), token.scope().code(), token.createdAt(), token.expiresAt());
  }

  @Override
  public String toString() {
    return "NewApiTokenJson[***]";
  }
}
