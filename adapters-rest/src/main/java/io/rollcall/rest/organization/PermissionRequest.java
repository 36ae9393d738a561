package io.rollcall.rest.organization;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param permission the key; with a key in the path the same, if at all
 * @param roles who has it from now on, the owner always besides; absent for the default
 */
@Schema(name = "OrganizationPermissionRequest", requiredProperties = "permission")
record PermissionRequest(
    @Schema(minLength = 1, maxLength = 255, examples = "invite_members")
        @Nullable String permission,
    @Schema(examples = "[\"OW\", \"AD\", \"MA\"]") @Nullable List<@Nullable String> roles) {}
