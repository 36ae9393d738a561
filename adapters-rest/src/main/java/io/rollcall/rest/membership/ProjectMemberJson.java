package io.rollcall.rest.membership;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rollcall.application.organization.ReadProjectMembers;
import io.rollcall.application.port.ProjectViews;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a project.
 *
 * @param implicitMember whether they are there by the workspace alone
 * @param projectRole the role that overrides their organization role there
 */
@Schema(name = "PaginatedProjectMember")
record ProjectMemberJson(
    @JsonUnwrapped LseUserJson user,
    boolean implicitMember,
    @Schema(nullable = true, examples = "RE") @Nullable String projectRole,
    @Schema(nullable = true) @Nullable String projectRoleSource,
    List<SimpleTagJson> tags,
    @Schema(nullable = true, examples = "standard") @Nullable String userType) {

  static ProjectMemberJson of(ReadProjectMembers.ProjectMember member, String organization) {
    var placed = member.placed();
    var role = role(placed);
    return new ProjectMemberJson(
        LseUserJson.of(member.member(), organization),
        placed == null,
        role,
        role == null || placed == null ? null : RoleSource.of(placed.source()),
        SimpleTagJson.of(member.member()),
        "standard");
  }

  /** Null for somebody who has just their organization role there. */
  static @Nullable String role(ProjectViews.@Nullable Placed placed) {
    return placed == null || placed.role() == ProjectRole.INHERIT
        ? null
        : placed.role().within(Role.ANNOTATOR).code();
  }
}
