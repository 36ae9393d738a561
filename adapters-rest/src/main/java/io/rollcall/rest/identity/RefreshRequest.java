package io.rollcall.rest.identity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param refresh a personal access token
 */
@Schema(
    name = "TokenRefreshRequest",
    requiredProperties = {"refresh"})
record RefreshRequest(@Schema(minLength = 1, writeOnly = true) @Nullable String refresh) {
  @Override
  public String toString() {
    return "RefreshRequest[***]";
  }
}
