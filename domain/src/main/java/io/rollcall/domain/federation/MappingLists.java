package io.rollcall.domain.federation;

import java.util.List;

/**
 * Group mappings as administrators write them, in the three lists of the published SSO settings.
 *
 * @param roles role name ({@code Administrator}, {@code Manager}, {@code Reviewer}, {@code
 *     Annotator}, {@code Deactivated}) and group
 * @param workspaces workspace title and group; a missing workspace is created
 */
public record MappingLists(List<Named> roles, List<Named> workspaces, List<OfProject> projects) {
  public static final MappingLists NONE = new MappingLists(List.of(), List.of(), List.of());

  public record Named(String name, String group) {}

  public record OfProject(long project, String group, String role) {}

  public MappingLists {
    roles = List.copyOf(roles);
    workspaces = List.copyOf(workspaces);
    projects = List.copyOf(projects);
  }
}
