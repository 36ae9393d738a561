package io.rollcall.rest.identity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param organization where to begin; of no matter when the person does not belong there
 */
@Schema(
    name = "LoginRequest",
    requiredProperties = {"password"})
record LoginRequest(
    @Schema(examples = "ada@example.com", description = "Or username.") @Nullable String email,
    @Nullable String username,
    @Schema(writeOnly = true) @Nullable String password,
    @Nullable Long organization) {
  @Override
  public String toString() {
    return "LoginRequest[***]";
  }
}
