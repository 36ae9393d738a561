package io.rollcall.rest.membership;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "OrganizationMemberTagRequest", requiredProperties = "label")
record MemberTagRequest(
    @Schema(minLength = 1, maxLength = 255, examples = "night shift") @Nullable String label) {}
