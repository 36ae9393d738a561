package io.rollcall.rest.federation;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A directory as an administrator describes it. What is left out has a default; in a PATCH, what is
 * stored.
 */
@Schema(
    name = "LdapDirectoryRequest",
    requiredProperties = {"title", "urls", "users"})
record DirectoryRequest(
    @Schema(examples = "Head office") @Nullable String title,
    @Schema(description = "In failover order, such as ldaps://ldap.example.com:636")
        @Nullable List<@Nullable String> urls,
    @Schema(enumeration = {"ldaps", "starttls", "none"}) @Nullable String security,
    @Schema(description = "Certificates to trust instead of the system's")
        @Nullable String trustAnchorsPem,
    @Nullable String bindDn,
    @Schema(writeOnly = true, description = "In a PATCH: left out keeps the stored one")
        @Nullable String bindPassword,
    @Nullable UsersJson users,
    @Nullable GroupsJson groups,
    @Schema(enumeration = {"mapped", "all"}) @Nullable String people,
    @Schema(description = "Pairs of role name and group")
        @Nullable List<@Nullable List<@Nullable String>> rolesGroups,
    @Schema(description = "Pairs of workspace title and group")
        @Nullable List<@Nullable List<@Nullable String>> workspacesGroups,
    @Nullable List<@Nullable ProjectGroupJson> projectsGroups,
    @Nullable RemovalBudgetJson removalBudget,
    @Schema(enumeration = {"login_only", "scheduled", "live"}) @Nullable String mode,
    @Schema(minimum = "1", maximum = "10000", defaultValue = "500") @Nullable Integer pageSize,
    @Schema(defaultValue = "5000") @Nullable Integer connectTimeoutMs,
    @Schema(defaultValue = "30000") @Nullable Integer responseTimeoutMs,
    @Schema(defaultValue = "30") @Nullable Integer runTimeoutMinutes,
    @Schema(defaultValue = "67108864") @Nullable Integer maxEntryBytes) {

  /** Where people are and how to read them. */
  @Schema(name = "LdapUsers", requiredProperties = "bases")
  record UsersJson(
      @Nullable List<@Nullable String> bases,
      @Nullable String filter,
      @Nullable List<@Nullable String> loginAttributes,
      @Schema(nullable = true) @Nullable String dnTemplate,
      @Nullable AttributesJson attributes,
      @Schema(nullable = true) @Nullable String idAttribute,
      @Schema(nullable = true) @Nullable String disabledFilter) {}

  /** Which attribute holds what. */
  @Schema(name = "LdapAttributes")
  record AttributesJson(
      @Nullable String email,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String username) {}

  /** Where groups are and what they look like. */
  @Schema(name = "LdapGroups")
  record GroupsJson(
      @Nullable List<@Nullable String> bases,
      @Schema(nullable = true) @Nullable String filter,
      @Schema(
              enumeration = {
                "groupOfNames",
                "groupOfUniqueNames",
                "posixGroup",
                "activeDirectory",
                "memberOf",
                "ou"
              })
          @Nullable String type,
      @Nullable Boolean nested) {}

  /** A role in a project for a group. */
  @Schema(
      name = "ProjectGroup",
      requiredProperties = {"project_id", "group", "role"})
  record ProjectGroupJson(
      @Nullable Long projectId,
      @Nullable String group,
      @Schema(enumeration = {"Inherit", "Annotator", "Reviewer"}) @Nullable String role) {}

  /** How many people one run may take access from before somebody has to look at it. */
  @Schema(name = "RemovalBudget")
  record RemovalBudgetJson(
      @Schema(defaultValue = "500") @Nullable Integer people,
      @Schema(defaultValue = "10") @Nullable Integer percent) {}

  @Override
  public String toString() {
    return "DirectoryRequest[" + title + "]";
  }
}
