package io.rollcall.rest.membership;

import io.rollcall.application.port.MemberViews;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A member asked for by id.
 *
 * @param user the bare id, unlike in the list: so has it the published API
 */
@Schema(name = "OrganizationMember")
record OneMemberJson(
    long organization,
    long user,
    @Schema(examples = "AN") String role,
    @Schema(nullable = true) @Nullable String roleSource,
    String source,
    String rule,
    boolean isDeleted,
    Instant createdAt,
    int annotationsCount,
    int contributedProjectsCount,
    @Schema(nullable = true) @Nullable List<TitledJson> contributedToProjects,
    @Schema(nullable = true) @Nullable List<TitledJson> createdProjects) {

  static OneMemberJson of(MemberViews.MemberRow row) {
    return new OneMemberJson(
        row.organizationId(),
        row.userId(),
        row.role().code(),
        RoleSource.of(row.source()),
        row.source().code(),
        row.rule().code(),
        row.deletedAt() != null,
        row.memberSince(),
        0,
        0,
        null,
        row.createdProjects().stream().map(TitledJson::of).toList());
  }
}
