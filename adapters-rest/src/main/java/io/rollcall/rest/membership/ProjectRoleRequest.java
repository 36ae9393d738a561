package io.rollcall.rest.membership;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(
    name = "ProjectRoleRequest",
    requiredProperties = {"project", "role", "user"})
record ProjectRoleRequest(
    @Nullable Long project,
    @Schema(
            enumeration = {"OW", "AD", "MA", "RE", "AN", "DI", "NO"},
            examples = "RE")
        @Nullable String role,
    @Nullable Long user) {}
