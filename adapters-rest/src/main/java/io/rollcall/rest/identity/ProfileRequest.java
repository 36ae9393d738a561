package io.rollcall.rest.identity;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What one may change of oneself; whatever else the published request has is accepted, ignored. */
@Schema(name = "PatchedLseUserSerializerUpdateRequest")
public record ProfileRequest(
    @Schema(minLength = 1, maxLength = 256) @Nullable String username,
    @Schema(maxLength = 256) @Nullable String firstName,
    @Schema(maxLength = 256) @Nullable String lastName,
    @Schema(maxLength = 256) @Nullable String phone,
    @Schema(description = "Switches this session to another organization.")
        @Nullable Long activeOrganization,
    @Nullable Map<String, @Nullable Object> customHotkeys) {}
