package io.rollcall.rest.membership;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "OrganizationMemberTagBulkCreateRequest", requiredProperties = "labels")
record MemberTagBulkRequest(
    @Schema(minItems = 1, examples = "[\"night shift\", \"radiology\"]")
        @Nullable List<@Nullable String> labels) {}
