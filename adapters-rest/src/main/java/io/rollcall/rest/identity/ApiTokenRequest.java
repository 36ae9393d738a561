package io.rollcall.rest.identity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a new token is for; everything, when left out. */
@Schema(name = "LSEAPITokenRequest")
record ApiTokenRequest(
    @Schema(enumeration = {"all", "read", "decisions", "scim"}) @Nullable String scope) {}
