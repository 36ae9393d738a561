package io.rollcall.rest.organization;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param role null to join with the default role
 */
@Schema(
    name = "SendInviteRequest",
    requiredProperties = {"emails"})
record SendInviteRequest(
    @Schema(maxItems = 500) @Nullable List<@Nullable String> emails,
    @Schema(examples = "AN", nullable = true) @Nullable String role,
    @Schema(examples = "standard") @Nullable String userType,
    @Schema(maxItems = 100) @Nullable List<@Nullable Long> workspaces,
    @Schema(maxItems = 100) @Nullable List<@Nullable Long> projects) {}
