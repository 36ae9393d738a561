package io.rollcall.rest.membership;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "ProjectMemberRequest", requiredProperties = "user")
record ProjectMemberRequest(@Nullable Long user) {}
