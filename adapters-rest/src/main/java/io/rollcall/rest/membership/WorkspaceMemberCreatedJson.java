package io.rollcall.rest.membership;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "WorkspaceMemberCreate")
record WorkspaceMemberCreatedJson(long user, long workspace) {}
