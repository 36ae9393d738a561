package io.rollcall.rest.identity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(
    name = "DiscoverRequest",
    requiredProperties = {"email"})
record DiscoverRequest(@Schema(maxLength = 254, format = "email") @Nullable String email) {}
