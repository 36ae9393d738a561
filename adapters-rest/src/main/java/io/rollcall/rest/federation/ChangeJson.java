package io.rollcall.rest.federation;

import io.rollcall.application.port.SyncRunRepository;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a run changes for one person.
 *
 * @param user null for somebody whose account the run would create
 * @param before null for somebody who did not belong
 */
@Schema(name = "LdapSyncChange")
record ChangeJson(
    @Schema(nullable = true) @Nullable Long user,
    String email,
    String name,
    @Schema(enumeration = {"joined", "changed", "removed", "suspended", "resumed", "recorded"})
        String kind,
    @Schema(nullable = true) @Nullable AccessJson before,
    AccessJson after,
    String because) {

  /** Access in titles, for people to read. */
  @Schema(name = "LdapSyncAccess")
  record AccessJson(String role, List<String> workspaces, List<ProjectJson> projects) {
    static AccessJson of(SyncRunRepository.AccessRow row) {
      return new AccessJson(
          row.role().code(),
          row.workspaces(),
          row.projects().stream()
              .map(project -> new ProjectJson(project.id(), project.title(), project.role()))
              .toList());
    }
  }

  @Schema(name = "LdapSyncProject")
  record ProjectJson(long id, String title, String role) {}

  static ChangeJson of(SyncRunRepository.ChangeRow row) {
    var before = row.before();
    return new ChangeJson(
        row.userId(),
        row.email(),
        row.name(),
        row.kind().code(),
        before == null ? null : AccessJson.of(before),
        AccessJson.of(row.after()),
        row.because());
  }
}
