package io.rollcall.rest.organization;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param isPersonal a sandbox, which nobody else sees
 */
@Schema(name = "WorkspaceRequest", requiredProperties = "title")
record WorkspaceRequest(
    @Schema(minLength = 1, maxLength = 1000, examples = "Radiology") @Nullable String title,
    @Schema(nullable = true) @Nullable String description,
    @Schema(nullable = true, maxLength = 16, examples = "#FFAA00") @Nullable String color,
    @Nullable Boolean isArchived,
    @Nullable Boolean isPersonal) {}
