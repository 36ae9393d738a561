package io.rollcall.rest.organization;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the link of a letter, or of an organization, holds. */
@Schema(
    name = "AcceptInviteRequest",
    requiredProperties = {"token"})
record AcceptInviteRequest(@Schema(writeOnly = true) @Nullable String token) {
  @Override
  public String toString() {
    return "AcceptInviteRequest[***]";
  }
}
