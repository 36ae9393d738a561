package io.rollcall.rest.organization;

import io.rollcall.application.port.ProjectViews;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a project.
 *
 * @param workspace null outside all workspaces, and for whoever sees none
 * @param members the first who were put there; empty for whoever does not manage the project
 * @param membersCount how many were put there
 */
@Schema(name = "Project")
record ProjectJson(
    long id,
    @Schema(examples = "Chest X-rays") String title,
    String description,
    String color,
    @Schema(nullable = true) @Nullable Long workspace,
    @Schema(nullable = true) @Nullable String workspaceTitle,
    long organization,
    UserSimpleJson createdBy,
    Instant createdAt,
    boolean isPublished,
    boolean isDraft,
    @Schema(enumeration = {"draft", "unpublished", "published"}) String state,
    List<UserSimpleJson> members,
    int membersCount) {

  static ProjectJson of(ProjectViews.ProjectRow row) {
    var project = row.project();
    var workspace = row.workspace();
    return new ProjectJson(
        project.id().value(),
        project.title(),
        project.description(),
        project.color(),
        workspace == null ? null : workspace.id().value(),
        workspace == null ? null : workspace.title(),
        project.organization().value(),
        UserSimpleJson.of(row.creator()),
        project.createdAt(),
        project.published(),
        project.draft(),
        project.state().name().toLowerCase(Locale.ROOT),
        row.members().stream().map(UserSimpleJson::of).toList(),
        row.membersCount());
  }
}
