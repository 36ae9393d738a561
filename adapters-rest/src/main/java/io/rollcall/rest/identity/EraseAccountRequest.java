package io.rollcall.rest.identity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(
    name = "EraseAccountRequest",
    requiredProperties = {"password"})
record EraseAccountRequest(@Schema(writeOnly = true) @Nullable String password) {
  @Override
  public String toString() {
    return "EraseAccountRequest[***]";
  }
}
