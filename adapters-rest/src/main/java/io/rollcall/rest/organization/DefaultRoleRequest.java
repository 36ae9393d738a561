package io.rollcall.rest.organization;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The role of whoever joins from now on, and how much the activity log tells. */
@Schema(name = "PatchedDefaultRoleRequest")
record DefaultRoleRequest(
    @Schema(enumeration = {"NO", "AN", "RE", "MA"}) @Nullable String defaultRole,
    @Nullable Boolean extraDataOnActivityLogs) {}
