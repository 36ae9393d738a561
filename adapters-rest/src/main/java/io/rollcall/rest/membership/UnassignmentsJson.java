package io.rollcall.rest.membership;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many were taken out. */
@Schema(name = "BulkUnassignments")
record UnassignmentsJson(@Schema(examples = "12") int unassignments) {}
