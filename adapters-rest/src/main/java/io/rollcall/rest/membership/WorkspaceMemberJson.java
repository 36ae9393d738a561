package io.rollcall.rest.membership;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody in a workspace. */
@Schema(name = "WorkspaceMemberList")
record WorkspaceMemberJson(LseUserJson user, long workspace) {}
