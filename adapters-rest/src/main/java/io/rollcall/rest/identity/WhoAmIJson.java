package io.rollcall.rest.identity;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.rollcall.application.identity.Caller;
import io.rollcall.application.port.AccountViews;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The own account with what it may do.
 *
 * @param permissions keys of what the role in the active organization allows
 */
@Schema(name = "WhoAmIUser")
record WhoAmIJson(
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
    WhoAmILseFieldsJson lseFields,
    @Schema(nullable = true) @Nullable Map<String, Object> pause,
    List<String> permissions,
    List<Map<String, Object>> socialAccounts) {

  static WhoAmIJson of(AccountViews.Account account, Caller caller, List<String> permissions) {
    var own = AccountJson.of(account, caller);
    return new WhoAmIJson(
        own.id(),
        own.email(),
        own.username(),
        own.firstName(),
        own.lastName(),
        own.phone(),
        own.initials(),
        own.avatar(),
        own.dateJoined(),
        own.lastActivity(),
        own.activeOrganization(),
        own.activeOrganizationMeta(),
        own.orgMembership(),
        own.organizationMembership(),
        own.allowNewsletters(),
        own.customHotkeys(),
        WhoAmILseFieldsJson.NONE,
        null,
        permissions,
        List.of());
  }
}
