package io.rollcall.rest.organization;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Limits in minutes; one that is absent stays. */
@Schema(name = "PatchedSessionTimeoutPolicyRequest")
record SessionPolicyRequest(
    @Schema(minimum = "1", maximum = "2147483647") @Nullable Integer maxSessionAge,
    @Schema(minimum = "1", maximum = "2147483647") @Nullable Integer maxTimeBetweenActivity) {}
