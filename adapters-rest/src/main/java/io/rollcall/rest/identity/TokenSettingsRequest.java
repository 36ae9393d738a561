package io.rollcall.rest.identity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A kind that is left out stays as it is. */
@Schema(
    name = "LSEJWTSettingsRequest",
    requiredProperties = {"api_token_ttl_days"})
record TokenSettingsRequest(
    @Schema(minimum = "1", maximum = "73000") @Nullable Integer apiTokenTtlDays,
    @Nullable Boolean apiTokensEnabled,
    @Nullable Boolean legacyApiTokensEnabled) {}
