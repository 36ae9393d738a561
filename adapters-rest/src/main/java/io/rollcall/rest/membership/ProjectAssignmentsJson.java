package io.rollcall.rest.membership;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * @param skippedUserIds who was named and is no member
 */
@Schema(name = "ProjectMemberBulkAssignResponse")
record ProjectAssignmentsJson(int assignments, List<Long> skippedUserIds) {}
