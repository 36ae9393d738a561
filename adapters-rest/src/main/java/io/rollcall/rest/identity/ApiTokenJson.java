package io.rollcall.rest.identity;

import io.rollcall.domain.identity.ApiToken;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A personal access token as lists show it.
 *
 * @param token without its signature: it opens nothing, but names the token
 */
@Schema(name = "LSEAPITokenList")
record ApiTokenJson(
    String token,
    @Schema(enumeration = {"all", "read", "decisions", "scim"}) String scope,
    Instant createdAt,
    Instant expiresAt) {
  static ApiTokenJson of(ApiToken token) {
    return new ApiTokenJson(
        token.shown(), token.scope().code(), token.createdAt(), token.expiresAt());
  }
}
