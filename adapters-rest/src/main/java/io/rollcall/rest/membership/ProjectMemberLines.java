package io.rollcall.rest.membership;

import io.rollcall.application.organization.ReadProjectMembers;
import io.rollcall.rest.common.Csv;

/** Members of a project, one a line. */
final class ProjectMemberLines {
  static final String HEADER =
      Csv.line(
          "id",
          "email",
          "username",
          "first_name",
          "last_name",
          "role",
          "project_role",
          "implicit_member",
          "last_activity");

  private ProjectMemberLines() {}

  static String of(ReadProjectMembers.ProjectMember there) {
    var member = there.member();
    var role = ProjectMemberJson.role(there.placed());
    return Csv.line(
        member.userId(),
        member.email(),
        member.username(),
        member.firstName(),
        member.lastName(),
        member.role().code(),
        role == null ? "" : role,
        there.placed() == null,
        member.lastActivity());
  }
}
