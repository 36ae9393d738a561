package io.rollcall.rest.organization;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whose invitation to take back. */
@Schema(
    name = "RevokeInviteRequest",
    requiredProperties = {"email"})
record RevokeInviteRequest(
    @Schema(minLength = 1, examples = "ada@example.com") @Nullable String email) {}
