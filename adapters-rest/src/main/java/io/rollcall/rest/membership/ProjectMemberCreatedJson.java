package io.rollcall.rest.membership;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "ProjectMember")
record ProjectMemberCreatedJson(long user) {}
