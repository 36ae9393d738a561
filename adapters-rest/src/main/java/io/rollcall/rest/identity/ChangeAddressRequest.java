package io.rollcall.rest.identity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(
    name = "ChangeAddressRequest",
    requiredProperties = {"email", "password"})
record ChangeAddressRequest(
    @Schema(examples = "ada@example.com", maxLength = 254) @Nullable String email,
    @Schema(writeOnly = true) @Nullable String password) {
  @Override
  public String toString() {
    return "ChangeAddressRequest[***]";
  }
}
