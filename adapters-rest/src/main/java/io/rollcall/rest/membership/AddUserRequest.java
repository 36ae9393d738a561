package io.rollcall.rest.membership;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whom to add, and what a new account goes by; whatever else the published request has is accepted
 * and ignored, a password above all.
 */
@Schema(
    name = "LseUserRequest",
    requiredProperties = {"email"})
record AddUserRequest(
    @Schema(maxLength = 254, format = "email") @Nullable String email,
    @Schema(minLength = 1, maxLength = 256, description = "The address when it is left out")
        @Nullable String username,
    @Schema(maxLength = 256) @Nullable String firstName,
    @Schema(maxLength = 256) @Nullable String lastName,
    @Schema(maxLength = 256) @Nullable String phone) {}
