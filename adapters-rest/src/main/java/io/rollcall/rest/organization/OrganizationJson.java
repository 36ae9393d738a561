package io.rollcall.rest.organization;

import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.organization.Organization;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An organization for its members. Fields of features that are not served have their off values.
 *
 * @param token empty unless the reader may see the invitation link
 * @param owner user id
 */
@Schema(name = "LseOrganization")
record OrganizationJson(
    long id,
    String title,
    @Schema(nullable = true) @Nullable String contactInfo,
    Instant createdAt,
    @Schema(examples = "NO") String defaultRole,
    long owner,
    String token,
    BillingJson billing,
    boolean customScriptsEnabled,
    Map<String, Object> emailNotificationSettings,
    Map<String, Object> reactCodeSettings) {

  /** The management policies stand where the published API has them. */
  @Schema(name = "OrganizationBilling")
  record BillingJson(
      boolean manualRoleManagement,
      boolean manualWorkspaceManagement,
      boolean manualProjectMemberManagement,
      boolean enforceSessionConcurrency,
      int maxParallelSessions,
      int sessionConcurrencyWindowSeconds) {}

  static OrganizationJson of(Organization organization, @Nullable Secret link) {
    var policy = organization.policy();
    return new OrganizationJson(
        organization.id().value(),
        organization.title(),
        organization.contactInfo(),
        organization.createdAt(),
        organization.defaultRole().code(),
        organization.owner().value(),
        link == null ? "" : link.reveal(),
        new BillingJson(
            policy.manualRoles(),
            policy.manualWorkspaces(),
            policy.manualProjectMembers(),
            false,
            0,
            0),
        false,
        Map.of(),
        Map.of());
  }

  @Override
  public String toString() {
    return "Organization[%d]".formatted(id); // not with the link
  }
}
