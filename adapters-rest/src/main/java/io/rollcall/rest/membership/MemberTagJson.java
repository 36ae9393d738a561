package io.rollcall.rest.membership;

import io.rollcall.application.port.MemberTagRepository;
import io.rollcall.rest.organization.UserSimpleJson;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A label that administrators put on members.
 *
 * @param memberCount how many members have it
 */
@Schema(name = "OrganizationMemberTag")
record MemberTagJson(
    long id,
    long organization,
    @Schema(examples = "night shift") String label,
    UserSimpleJson createdBy,
    Instant createdAt,
    Instant updatedAt,
    int memberCount) {

  static MemberTagJson of(MemberTagRepository.TagRow row) {
    var tag = row.tag();
    return new MemberTagJson(
        tag.id().value(),
        tag.organization().value(),
        tag.label().text(),
        UserSimpleJson.of(row.creator()),
        tag.createdAt(),
        tag.updatedAt(),
        row.members());
  }
}
