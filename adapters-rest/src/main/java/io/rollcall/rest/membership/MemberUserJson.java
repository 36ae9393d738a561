package io.rollcall.rest.membership;

import io.rollcall.application.port.MemberViews;
import io.rollcall.rest.identity.Initials;
import io.rollcall.rest.identity.LseFieldsJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The person behind a membership, as the list of members nests it. */
@Schema(name = "LseUserOrganizationMemberList")
record MemberUserJson(
    long id,
    String email,
    String username,
    String firstName,
    String lastName,
    String phone,
    String initials,
    @Schema(nullable = true) @Nullable String avatar,
    @Schema(nullable = true) @Nullable Instant dateJoined,
    @Schema(nullable = true) @Nullable Instant lastActivity,
    @Schema(nullable = true) @Nullable Long activeOrganization,
    @Schema(nullable = true) @Nullable Boolean allowNewsletters,
    @Schema(nullable = true) @Nullable Map<String, Object> customHotkeys,
    @Schema(nullable = true) @Nullable List<TitledJson> contributedToProjects,
    @Schema(nullable = true) @Nullable List<TitledJson> createdProjects,
    LseFieldsJson lseFields,
    @Schema(nullable = true) @Nullable Map<String, Object> pause) {

  static MemberUserJson of(MemberViews.MemberRow row) {
    return new MemberUserJson(
        row.userId(),
        row.email(),
        row.username(),
        row.firstName(),
        row.lastName(),
        row.phone(),
        Initials.of(row.firstName(), row.lastName(), row.email()),
        null,
        row.userJoinedAt(),
        row.lastActivity(),
        row.organizationId(),
        null,
        null,
        null,
        row.createdProjects().stream().map(TitledJson::of).toList(),
        LseFieldsJson.NONE,
        null);
  }

  /** Id, name and address; for those who look for people to add and may know no more. */
  static MemberUserJson nameOf(MemberViews.MemberRow row) {
    return new MemberUserJson(
        row.userId(),
        row.email(),
        "",
        row.firstName(),
        row.lastName(),
        "",
        Initials.of(row.firstName(), row.lastName(), row.email()),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        LseFieldsJson.NONE,
        null);
  }
}
