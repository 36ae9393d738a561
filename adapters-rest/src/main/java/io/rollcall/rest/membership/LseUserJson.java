package io.rollcall.rest.membership;

import io.rollcall.application.port.MemberViews;
import io.rollcall.rest.identity.Initials;
import io.rollcall.rest.identity.LseFieldsJson;
import io.rollcall.rest.identity.OrganizationMembershipJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Somebody else, as the reader's organization knows them; of other organizations nothing shows. */
@Schema(name = "LseUser")
public record LseUserJson(
    long id,
    String email,
    String username,
    String firstName,
    String lastName,
    String phone,
    String initials,
    @Schema(nullable = true) @Nullable String avatar,
    Instant dateJoined,
    Instant lastActivity,
    @Schema(nullable = true) @Nullable Long activeOrganization,
    Map<String, String> activeOrganizationMeta,
    List<OrganizationMembershipJson> orgMembership,
    OrganizationMembershipJson organizationMembership,
    @Schema(nullable = true) @Nullable Boolean allowNewsletters,
    @Schema(nullable = true) @Nullable Map<String, Object> customHotkeys,
    LseFieldsJson lseFields,
    @Schema(nullable = true) @Nullable Map<String, Object> pause) {

  public static LseUserJson of(MemberViews.MemberRow row, String organizationTitle) {
    var membership = OrganizationMembershipJson.of(row.organizationId(), row.role());
    return new LseUserJson(
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
        Map.of("title", organizationTitle),
        List.of(membership),
        membership,
        null,
        null,
        LseFieldsJson.NONE,
        null);
  }
}
