package io.rollcall.rest.organization;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is left out stays as it is. Other fields of the published request are accepted and ignored.
 *
 * @param workspace null for outside all workspaces
 * @param isPublished whether annotators and reviewers see it
 */
@Schema(name = "LseProjectUpdateRequest")
record ProjectRequest(
    @Schema(minLength = 3, maxLength = 50, examples = "Chest X-rays") @Nullable String title,
    @Schema(implementation = String.class, nullable = true) @Nullable JsonNode description,
    @Schema(implementation = String.class, nullable = true, maxLength = 16, examples = "#FFAA00")
        @Nullable JsonNode color,
    @Schema(implementation = Long.class, nullable = true) @Nullable JsonNode workspace,
    @Nullable Boolean isPublished,
    @Nullable Boolean isDraft) {}
