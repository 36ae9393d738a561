package io.rollcall.rest.identity;

import io.rollcall.application.port.AccountViews;
import io.rollcall.domain.membership.Role;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One of a person's organizations, as user shapes nest it. */
@Schema(name = "OrganizationMembership")
public record OrganizationMembershipJson(
    long organizationId,
    @Schema(examples = "AN") String role,
    boolean active,
    @Schema(nullable = true) @Nullable String userType,
    @Schema(nullable = true) @Nullable Map<String, Object> flex) {

  public static OrganizationMembershipJson of(long organization, Role role) {
    return new OrganizationMembershipJson(
        organization, role.code(), role.isActive(), "standard", null);
  }

  static OrganizationMembershipJson of(AccountViews.MembershipRow row) {
    return of(row.organizationId(), row.role());
  }
}
