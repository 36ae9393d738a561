package io.rollcall.rest.identity;

import io.rollcall.domain.identity.TokenPolicy;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which tokens an organization takes, and for how many days new ones live. */
@Schema(name = "LSEJWTSettings")
record TokenSettingsJson(
    int apiTokenTtlDays, boolean apiTokensEnabled, boolean legacyApiTokensEnabled) {
  static TokenSettingsJson of(TokenPolicy policy) {
    return new TokenSettingsJson(policy.days(), policy.apiTokens(), policy.legacyKeys());
  }
}
