package io.rollcall.rest.organization;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is absent stays as it is.
 *
 * @param description null for none
 * @param color null for none
 * @param isPersonal may only say what is so already
 */
@Schema(name = "PatchedWorkspaceRequest")
record UpdateWorkspaceRequest(
    @Schema(minLength = 1, maxLength = 1000, examples = "Radiology") @Nullable String title,
    @Schema(implementation = String.class, nullable = true, examples = "Images of the chest")
        @Nullable JsonNode description,
    @Schema(implementation = String.class, nullable = true, maxLength = 16, examples = "#FFAA00")
        @Nullable JsonNode color,
    @Nullable Boolean isArchived,
    @Nullable Boolean isPersonal) {}
