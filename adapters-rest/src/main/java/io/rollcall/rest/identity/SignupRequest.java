package io.rollcall.rest.identity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param token of an invitation
 */
@Schema(
    name = "SignupRequest",
    requiredProperties = {"email", "password"})
record SignupRequest(
    @Schema(examples = "ada@example.com", maxLength = 254) @Nullable String email,
    @Schema(minLength = 8, maxLength = 256, writeOnly = true) @Nullable String password,
    @Schema(maxLength = 256) @Nullable String firstName,
    @Schema(maxLength = 256) @Nullable String lastName,
    @Nullable String token) {
  @Override
  public String toString() {
    return "SignupRequest[***]";
  }
}
