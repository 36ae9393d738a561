package io.rollcall.rest.identity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param token from the mail
 */
@Schema(
    name = "VerifyAddressRequest",
    requiredProperties = {"token"})
record VerifyAddressRequest(@Schema(writeOnly = true) @Nullable String token) {
  @Override
  public String toString() {
    return "VerifyAddressRequest[***]";
  }
}
