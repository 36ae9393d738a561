package io.rollcall.rest.organization;

import io.rollcall.application.organization.ReadBilling.Billing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an organization is entitled to. What is not served here has its off value. */
@Schema(name = "BillingInfoResponse")
record BillingInfoJson(ChecksJson billingChecks, FlagsJson billingFlags) {
  static BillingInfoJson of(Billing billing) {
    return new BillingInfoJson(ChecksJson.of(billing), FlagsJson.of(billing));
  }

  /**
   * @param limit -1 for none
   * @param total with those who need no seat
   */
  @Schema(name = "CountLimit")
  record CountJson(int count, int limit, boolean reached, int total) {
    private static final int NO_LIMIT = -1;

    /** Of what is not served: none there, none allowed. */
    static final CountJson OFF = new CountJson(0, 0, false, 0);

    static CountJson of(int count, int total, @Nullable Integer limit) {
      return limit == null
          ? new CountJson(count, NO_LIMIT, false, total)
          : new CountJson(count, limit, count >= limit, total);
    }
  }

  /** How much is used. */
  @Schema(name = "BillingChecks")
  record ChecksJson(
      CountJson users,
      CountJson projects,
      CountJson results,
      CountJson importStorages,
      CountJson exportStorages,
      boolean organizationIsActive,
      boolean isLicenseExpired,
      boolean isLicenseWarning,
      @Schema(nullable = true) @Nullable LocalDate licenseIssued,
      @Schema(nullable = true) @Nullable LocalDate licenseExpires,
      @Schema(nullable = true) @Nullable LocalDate licenseWarning,
      int trialDays,
      boolean promptsEnabled,
      boolean promptsApiKeysEnabled,
      String promptsStatus,
      boolean isPromptsExpire,
      boolean isPromptsWarning,
      @Schema(nullable = true) @Nullable String promptsExpire,
      @Schema(nullable = true) @Nullable String promptsWarning) {
    private static final String NO_PROMPTS = "Disabled for this organization [FF]";

    static ChecksJson of(Billing billing) {
      var counts = billing.counts();
      return new ChecksJson(
          CountJson.of(counts.seats(), counts.members(), billing.organization().plan().seatLimit()),
          CountJson.of(counts.projects(), counts.projects(), null),
          CountJson.OFF,
          CountJson.OFF,
          CountJson.OFF,
          true,
          false,
          false,
          null,
          null,
          null,
          0,
          false,
          false,
          NO_PROMPTS,
          false,
          false,
          null,
          null);
    }
  }

  /** What may be used. */
  @Schema(name = "BillingFlags")
  record FlagsJson(
      Instant activatedAt,
      boolean allowActivityLog,
      boolean allowSso,
      boolean allowInvitePeople,
      boolean allowReviewing,
      boolean manualRoleManagement,
      boolean manualWorkspaceManagement,
      boolean emailConfigured,
      boolean allowAi,
      boolean allowAskAi,
      boolean allowDataCredentials,
      boolean allowInviteProjectExperts,
      boolean allowNda,
      boolean allowOrganizationWebhooks,
      boolean allowStorageProxy,
      boolean automaxEnabled,
      boolean automaxTokenExists,
      boolean cloudInstance,
      boolean disableMembersPage,
      boolean disableProjectImports,
      boolean earlyAdopter,
      List<Map<String, Object>> embedDomains,
      boolean embedEnabled,
      Map<String, Object> embedSettings,
      boolean secureMode,
      boolean storagePersistence,
      @Schema(nullable = true) @Nullable String whiteLabelId) {
    static FlagsJson of(Billing billing) {
      var organization = billing.organization();
      return new FlagsJson(
          organization.createdAt(),
          organization.plan().activityLog(),
          organization.plan().sso(),
          true,
          true,
          organization.policy().manualRoles(),
          organization.policy().manualWorkspaces(),
          billing.mail(),
          false,
          false,
          false,
          false,
          false,
          false,
          false,
          false,
          false,
          false,
          false,
          true,
          false,
          List.of(),
          false,
          Map.of(),
          false,
          false,
          null);
    }
  }
}
