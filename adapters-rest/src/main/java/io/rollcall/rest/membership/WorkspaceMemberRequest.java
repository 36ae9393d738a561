package io.rollcall.rest.membership;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param workspace the same as in the path, if at all
 */
@Schema(name = "WorkspaceMemberCreateRequest", requiredProperties = "user")
record WorkspaceMemberRequest(@Nullable Long user, @Nullable Long workspace) {}
