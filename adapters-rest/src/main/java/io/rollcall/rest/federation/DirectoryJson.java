package io.rollcall.rest.federation;

import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.GroupMapping;
import io.rollcall.domain.federation.GroupMapping.Effect;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.rest.federation.DirectoryRequest.AttributesJson;
import io.rollcall.rest.federation.DirectoryRequest.GroupsJson;
import io.rollcall.rest.federation.DirectoryRequest.ProjectGroupJson;
import io.rollcall.rest.federation.DirectoryRequest.RemovalBudgetJson;
import io.rollcall.rest.federation.DirectoryRequest.UsersJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A directory as it is stored, without secrets.
 *
 * @param state active, or removing while its last run is under way or waits for review
 */
@Schema(name = "LdapDirectory")
record DirectoryJson(
    long id,
    String title,
    List<String> urls,
    String security,
    @Schema(nullable = true) @Nullable String trustAnchorsPem,
    @Schema(nullable = true) @Nullable String bindDn,
    UsersJson users,
    GroupsJson groups,
    String people,
    List<List<String>> rolesGroups,
    List<List<String>> workspacesGroups,
    List<ProjectGroupJson> projectsGroups,
    RemovalBudgetJson removalBudget,
    String mode,
    @Schema(nullable = true) @Nullable Integer intervalMinutes,
    @Schema(nullable = true) @Nullable String cron,
    int pageSize,
    long connectTimeoutMs,
    long responseTimeoutMs,
    long runTimeoutMinutes,
    int maxEntryBytes,
    String state,
    Instant createdAt) {

  /**
   * @param titles of the organization's workspaces
   */
  static DirectoryJson of(Directory directory, Map<WorkspaceId, String> titles) {
    var settings = directory.settings();
    var limits = settings.limits();
    var mappings = MappingsJson.of(directory.mappings(), titles);
    return new DirectoryJson(
        directory.id().value(),
        directory.title(),
        settings.urls(),
        code(settings.security()),
        settings.trustAnchorsPem(),
        settings.bindDn(),
        users(settings.users()),
        groups(settings.groups()),
        code(directory.people()),
        mappings.roles(),
        mappings.workspaces(),
        mappings.projects(),
        new RemovalBudgetJson(
            directory.removalBudget().people(), directory.removalBudget().percent()),
        code(directory.mode()),
        null,
        null,
        limits.pageSize(),
        limits.connect().toMillis(),
        limits.response().toMillis(),
        limits.run().toMinutes(),
        limits.maxEntryBytes(),
        code(directory.state()),
        directory.createdAt());
  }

  private static UsersJson users(DirectorySettings.Users users) {
    var attributes = users.attributes();
    return new UsersJson(
        List.copyOf(users.bases()),
        users.filter(),
        List.copyOf(users.loginAttributes()),
        users.dnTemplate(),
        new AttributesJson(
            attributes.email(),
            attributes.firstName(),
            attributes.lastName(),
            attributes.username()),
        users.idAttribute(),
        users.disabledFilter());
  }

  private static GroupsJson groups(DirectorySettings.Groups groups) {
    return new GroupsJson(
        List.copyOf(groups.bases()), groups.filter(), groups.type().code(), groups.nested());
  }

  private static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** The mappings in the three lists of the published SSO settings. */
  private record MappingsJson(
      List<List<String>> roles, List<List<String>> workspaces, List<ProjectGroupJson> projects) {

    static MappingsJson of(List<GroupMapping> mappings, Map<WorkspaceId, String> titles) {
      var lists = new MappingsJson(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      mappings.forEach(mapping -> lists.add(mapping, titles));
      return lists;
    }

    private void add(GroupMapping mapping, Map<WorkspaceId, String> titles) {
      switch (mapping.effect()) {
        case Effect.Suspends ignored ->
            roles.add(List.of(Role.DEACTIVATED.title(), mapping.group()));
        case Effect.Gives gives -> {
          switch (gives.target()) {
            case Target.OrganizationRole to ->
                roles.add(List.of(to.role().title(), mapping.group()));
            case Target.Workspace to ->
                workspaces.add(
                    List.of(
                        titles.getOrDefault(to.workspace(), to.workspace().toString()),
                        mapping.group()));
            case Target.Project to ->
                projects.add(
                    new ProjectGroupJson(to.project().value(), mapping.group(), to.role().title()));
          }
        }
      }
    }
  }
}
