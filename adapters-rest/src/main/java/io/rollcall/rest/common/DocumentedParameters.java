package io.rollcall.rest.common;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Says what parameters mean that mean the same wherever they stand. */
final class DocumentedParameters {
  private static final Map<String, String> MEANINGS =
      Map.ofEntries(
          Map.entry("id", "The id of what the path names"),
          Map.entry("org_id", "The id of the organization"),
          Map.entry("workspace_id", "The id of the workspace"),
          Map.entry("user_pk", "The id of the member's user"),
          Map.entry("tag_pk", "The id of the tag"),
          Map.entry("import_pk", "The id of the import"),
          Map.entry("permission_key", "The key of the permission, such as invite_members"),
          Map.entry("page", "Which page, from 1; past the last one there is nothing"),
          Map.entry("page_size", "How many on a page: 30 unless told, at most 1000"),
          Map.entry("ordering", "The name of a field; with - before it in descending order"),
          Map.entry("search", "Part of what the things are called, in any case"),
          Map.entry(
              "all", "Whether everybody is meant whom the filters let through, but for excluded"),
          Map.entry("excluded", "Ids, with commas between: without these"),
          Map.entry("included", "Ids, with commas between: these alone"),
          Map.entry("ids", "Ids, with commas between: these alone"),
          Map.entry("contributed_to_projects", "Makes no difference: labeling is not kept here"),
          Map.entry("exclude_project_id", "Without those who are in this project"),
          Map.entry("exclude_workspace_id", "Without those who are in this workspace"),
          Map.entry("is_archived", "Archived ones alone, or the others alone"),
          Map.entry("is_personal", "Sandboxes alone, or the others alone"),
          Map.entry("is_deleted", "Those who left, in place of those who belong"),
          Map.entry("kind", "Of this kind alone"),
          Map.entry("limit", "How many at most"),
          Map.entry("members_limit", "How many members to name"),
          Map.entry("method", "Requests with this method alone"),
          Map.entry("project", "The id of a project"),
          Map.entry("user", "The id of a user"),
          Map.entry("user_id", "The id of a user"),
          Map.entry("role", "Roles, with commas between: whoever has one of them"),
          Map.entry("tags", "Ids of tags, with commas between: whoever has one of them"),
          Map.entry("user_type", "Kinds of seats, with commas between"),
          Map.entry("last_activity__gte", "Active then or later (RFC 3339)"),
          Map.entry("last_activity__lte", "Active then or earlier (RFC 3339)"),
          Map.entry("user__last_activity__gte", "Active then or later (RFC 3339)"),
          Map.entry("user__last_activity__lte", "Active then or earlier (RFC 3339)"));

  private DocumentedParameters() {}

  static void describe(OpenAPI document) {
    document
        .getPaths()
        .getPathItems()
        .values()
        .forEach(
            item -> {
              describe(item.getParameters());
              item.getOperations()
                  .values()
                  .forEach(operation -> describe(operation.getParameters()));
            });
  }

  private static void describe(@Nullable List<Parameter> parameters) {
    if (parameters != null) {
      for (var parameter : parameters) {
        var meaning = MEANINGS.get(parameter.getName());
        if (parameter.getDescription() == null && meaning != null) {
          parameter.setDescription(meaning);
        }
      }
    }
  }
}
