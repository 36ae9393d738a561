package io.rollcall.rest.membership;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which member, and what of them changes.
 *
 * @param role JSON null to follow the directory again; absent to leave it
 */
@Schema(name = "PatchedOrganizationMemberCreateUpdateRequest", requiredProperties = "user_id")
record ChangeMemberRequest(
    @Nullable Long userId,
    @Schema(
            implementation = String.class,
            nullable = true,
            enumeration = {"OW", "AD", "MA", "RE", "AN", "DI", "NO"},
            description = "null: follow the directory again")
        @Nullable JsonNode role,
    @Schema(enumeration = "standard") @Nullable String userType) {}
