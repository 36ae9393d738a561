package io.rollcall.rest.identity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param token from the mail
 */
@Schema(
    name = "ResetPasswordRequest",
    requiredProperties = {"token", "password"})
record ResetPasswordRequest(
    @Schema(writeOnly = true) @Nullable String token,
    @Schema(minLength = 8, maxLength = 256, writeOnly = true) @Nullable String password) {
  @Override
  public String toString() {
    return "ResetPasswordRequest[***]";
  }
}
