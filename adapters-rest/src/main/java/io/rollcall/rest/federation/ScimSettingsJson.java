package io.rollcall.rest.federation;

import io.rollcall.domain.federation.ScimSettings;
import io.rollcall.rest.federation.DirectoryRequest.ProjectGroupJson;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * SCIM settings.
 *
 * @param active whether a SCIM client can provision anybody
 */
@Schema(name = "ScimSettings")
record ScimSettingsJson(
    List<List<String>> rolesGroups,
    List<List<String>> workspacesGroups,
    List<ProjectGroupJson> projectsGroups,
    boolean active) {
  static ScimSettingsJson of(ScimSettings settings) {
    var sent = Sent.of(settings);
    return new ScimSettingsJson(
        sent.rolesGroups(), sent.workspacesGroups(), sent.projectsGroups(), false);
  }

  /** The same without what the server adds. */
  @Schema(name = "ScimSettingsUpdate")
  record Sent(
      List<List<String>> rolesGroups,
      List<List<String>> workspacesGroups,
      List<ProjectGroupJson> projectsGroups) {
    static Sent of(ScimSettings settings) {
      return new Sent(
          GroupLists.json(settings.groups().roles()),
          GroupLists.json(settings.groups().workspaces()),
          GroupLists.projectsJson(settings.groups().projects()));
    }
  }

  /** What an administrator sends; what is left out stays. */
  @Schema(name = "ScimSettingsUpdateRequest")
  record Request(
      @Schema(description = "Pairs of role name and group")
          @Nullable List<@Nullable List<@Nullable String>> rolesGroups,
      @Schema(description = "Pairs of workspace title and group")
          @Nullable List<@Nullable List<@Nullable String>> workspacesGroups,
      @Nullable List<@Nullable ProjectGroupJson> projectsGroups) {}
}
