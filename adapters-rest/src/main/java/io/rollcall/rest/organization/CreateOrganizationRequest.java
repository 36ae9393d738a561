package io.rollcall.rest.organization;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A further organization. */
@Schema(name = "OrganizationRequest", requiredProperties = "title")
record CreateOrganizationRequest(
    @Schema(minLength = 1, maxLength = 1000, examples = "Acme Labels") @Nullable String title) {}
