package io.rollcall.rest.organization;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who owns the organization from now on. */
@Schema(name = "TransferOwnershipRequest", requiredProperties = "user_id")
record TransferOwnershipRequest(@Nullable Long userId) {}
