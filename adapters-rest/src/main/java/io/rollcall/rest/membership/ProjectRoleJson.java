package io.rollcall.rest.membership;

import io.rollcall.application.port.ProjectViews;
import io.rollcall.domain.membership.Role;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The role that somebody has in one project.
 *
 * @param id of the grant that gives it
 */
@Schema(name = "ProjectRole")
record ProjectRoleJson(
    long id,
    long project,
    @Schema(enumeration = {"AN", "RE", "MA"}) String role,
    @Schema(nullable = true) @Nullable String roleSource,
    long user) {

  static ProjectRoleJson of(ProjectViews.RoleRow row) {
    return new ProjectRoleJson(
        row.grant().value(),
        row.project().value(),
        row.role().within(Role.ANNOTATOR).code(),
        RoleSource.of(row.source()),
        row.user().value());
  }
}
