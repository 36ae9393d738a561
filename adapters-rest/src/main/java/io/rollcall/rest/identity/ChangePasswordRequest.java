package io.rollcall.rest.identity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(
    name = "ChangePasswordRequest",
    requiredProperties = {"old_password", "password"})
record ChangePasswordRequest(
    @Schema(writeOnly = true) @Nullable String oldPassword,
    @Schema(minLength = 8, maxLength = 256, writeOnly = true) @Nullable String password) {
  @Override
  public String toString() {
    return "ChangePasswordRequest[***]";
  }
}
