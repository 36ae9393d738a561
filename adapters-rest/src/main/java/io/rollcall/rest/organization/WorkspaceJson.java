package io.rollcall.rest.organization;

import io.rollcall.application.port.WorkspaceViews;
import io.rollcall.domain.identity.UserId;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A workspace.
 *
 * @param membership the reader's own; null when they are not in it
 */
@Schema(name = "Workspace")
record WorkspaceJson(
    long id,
    String title,
    @Schema(nullable = true) @Nullable String description,
    @Schema(nullable = true) @Nullable String color,
    boolean isArchived,
    boolean isPersonal,
    long createdBy,
    Map<String, Object> createdByUser,
    Instant createdAt,
    @Schema(nullable = true) @Nullable Map<String, Object> membership,
    int projectsCount,
    int membersCount) {

  static WorkspaceJson of(WorkspaceViews.WorkspaceRow row, UserId reader) {
    return new WorkspaceJson(
        row.id(),
        row.title(),
        row.description(),
        row.color(),
        row.archived(),
        row.personal(),
        row.createdBy(),
        Map.of(
            "id", row.createdBy(),
            "email", row.createdByEmail(),
            "first_name", row.createdByFirstName(),
            "last_name", row.createdByLastName()),
        row.createdAt(),
        row.joined() ? Map.of("user", reader.value(), "workspace", row.id()) : null,
        row.projects(),
        row.members());
  }
}
