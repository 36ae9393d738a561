package io.rollcall.rest.membership;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.rollcall.application.port.MemberViews;
import io.rollcall.rest.identity.AccountJson;
import io.rollcall.rest.identity.LseFieldsJson;
import io.rollcall.rest.identity.OrganizationMembershipJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A person: somebody else as the reader's organization knows them (of other organizations nothing
 * shows), or the reader.
 */
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
    @Schema(nullable = true) @Nullable OrganizationMembershipJson organizationMembership,
    @Schema(nullable = true) @Nullable Boolean allowNewsletters,
    @Schema(nullable = true, implementation = Object.class) @JsonRawValue
        @Nullable String customHotkeys,
    LseFieldsJson lseFields,
    @Schema(nullable = true) @Nullable Map<String, Object> pause) {

  public static LseUserJson of(MemberViews.MemberRow row, String organizationTitle) {
    return of(AccountJson.of(row, organizationTitle));
  }

  static LseUserJson of(AccountJson account) {
    return new LseUserJson(
        account.id(),
        account.email(),
        account.username(),
        account.firstName(),
        account.lastName(),
        account.phone(),
        account.initials(),
        account.avatar(),
        account.dateJoined(),
        account.lastActivity(),
        account.activeOrganization(),
        account.activeOrganizationMeta(),
        account.orgMembership(),
        account.organizationMembership(),
        account.allowNewsletters(),
        account.customHotkeys(),
        LseFieldsJson.NONE,
        null);
  }
}
