package io.rollcall.rest.organization;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param title of the organization, typed as confirmation
 */
@Schema(name = "DeleteOrganizationRequest", requiredProperties = "title")
record DeleteOrganizationRequest(@Nullable String title) {}
