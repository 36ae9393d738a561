package io.rollcall.rest.identity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(
    name = "ForgotPasswordRequest",
    requiredProperties = {"email"})
record ForgotPasswordRequest(
    @Schema(examples = "ada@example.com", maxLength = 254) @Nullable String email) {}
