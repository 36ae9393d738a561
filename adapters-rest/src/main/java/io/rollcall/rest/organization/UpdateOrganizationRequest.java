package io.rollcall.rest.organization;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the owner may change; whatever else the published request has is accepted and ignored.
 *
 * @param contactInfo JSON null, or an empty text, for none
 */
@Schema(name = "PatchedLseOrganizationSerializerUpdateRequest")
record UpdateOrganizationRequest(
    @Schema(minLength = 1, maxLength = 1000) @Nullable String title,
    @Schema(implementation = String.class, nullable = true, format = "email", maxLength = 254)
        @Nullable JsonNode contactInfo,
    @Nullable Boolean manualRoleManagement,
    @Nullable Boolean manualWorkspaceManagement,
    @Nullable Boolean manualProjectMemberManagement) {}
