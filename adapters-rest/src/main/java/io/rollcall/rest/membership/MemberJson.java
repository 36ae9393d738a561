package io.rollcall.rest.membership;

import io.rollcall.application.port.MemberViews;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A member as the list shows them.
 *
 * @param id of the membership
 * @param roleSource the source in the published words
 * @param source the exact source: owner, manual, invite, default, ldap, oidc, saml, scim
 * @param rule the rule that gave the role
 */
@Schema(name = "LseOrganizationMemberList")
record MemberJson(
    long id,
    long organization,
    MemberUserJson user,
    @Schema(nullable = true, examples = "AN") @Nullable String role,
    @Schema(nullable = true) @Nullable String roleSource,
    @Schema(nullable = true, examples = "ldap") @Nullable String source,
    @Schema(nullable = true, examples = "highest-mapped") @Nullable String rule,
    boolean isDeleted,
    @Schema(nullable = true) @Nullable String userType,
    List<SimpleTagJson> tags,
    @Schema(nullable = true) @Nullable Map<String, Object> concurrency,
    @Schema(nullable = true) @Nullable Map<String, Object> flex,
    @Schema(nullable = true) @Nullable List<TitledJson> contributedToProjects,
    @Schema(nullable = true) @Nullable List<TitledJson> createdProjects) {

  static MemberJson of(MemberViews.MemberRow row) {
    var user = MemberUserJson.of(row);
    return new MemberJson(
        row.id(),
        row.organizationId(),
        user,
        row.role().code(),
        RoleSource.of(row.source()),
        row.source().code(),
        row.rule().code(),
        row.deletedAt() != null,
        "standard",
        SimpleTagJson.of(row),
        null,
        null,
        null,
        user.createdProjects());
  }

  static MemberJson nameOf(MemberViews.MemberRow row) {
    return new MemberJson(
        row.id(),
        row.organizationId(),
        MemberUserJson.nameOf(row),
        null,
        null,
        null,
        null,
        false,
        null,
        List.of(),
        null,
        null,
        null,
        null);
  }
}
