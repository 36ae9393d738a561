package io.rollcall.rest.membership;

import io.rollcall.application.port.MemberViews.MemberRow;
import io.rollcall.application.port.MemberViews.Titled;
import io.rollcall.rest.common.Csv;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Members, one a line. Its addresses and tags are in the form in which tags are imported ({@link
 * MemberTagFile}).
 */
final class MemberLines {
  static final String HEADER =
      Csv.line(
          "id",
          "email",
          "username",
          "first_name",
          "last_name",
          "phone",
          "role",
          "role_source",
          "source",
          "rule",
          "is_deleted",
          "member_since",
          "last_activity",
          "tags");

  private MemberLines() {}

  static String of(MemberRow member) {
    return Csv.line(
        member.userId(),
        member.email(),
        member.username(),
        member.firstName(),
        member.lastName(),
        member.phone(),
        member.role().code(),
        Objects.toString(RoleSource.of(member.source()), ""),
        member.source().code(),
        member.rule().code(),
        member.deletedAt() != null,
        member.memberSince(),
        member.lastActivity(),
        member.tags().stream().map(MemberLines::tag).collect(Collectors.joining(", ")));
  }

  /** In quotation marks where it would read as several. */
  private static String tag(Titled tag) {
    var label = tag.title();
    return label.indexOf(',') >= 0 || label.startsWith("\"")
        ? '"' + label.replace("\"", "\"\"") + '"'
        : label;
  }
}
