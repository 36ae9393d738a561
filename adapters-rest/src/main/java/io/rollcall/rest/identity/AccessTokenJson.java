package io.rollcall.rest.identity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What requests carry, for minutes. */
@Schema(name = "TokenRefreshResponse")
record AccessTokenJson(String access) {
  @Override
  public String toString() {
    return "AccessTokenJson[***]";
  }
}
