package io.rollcall.rest.organization;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where the person belongs now. */
@Schema(name = "AcceptedInvite")
record AcceptedInviteJson(long organization) {}
