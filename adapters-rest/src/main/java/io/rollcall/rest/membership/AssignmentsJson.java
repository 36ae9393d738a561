package io.rollcall.rest.membership;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many were put there. */
@Schema(name = "BulkAssignments")
record AssignmentsJson(@Schema(examples = "12") int assignments) {}
