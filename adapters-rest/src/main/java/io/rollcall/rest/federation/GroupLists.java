package io.rollcall.rest.federation;

import io.rollcall.domain.federation.MappingLists;
import io.rollcall.rest.common.Input;
import io.rollcall.rest.federation.DirectoryRequest.ProjectGroupJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The three lists of groups as the published SSO settings write them, one way and the other. */
final class GroupLists {
  private static final int MAX_LIST = 1000;

  private GroupLists() {}

  /** Pairs of a name and a group. */
  static List<MappingLists.Named> named(
      Input input, String field, List<@Nullable List<@Nullable String>> sent) {
    var pairs = new ArrayList<MappingLists.Named>();
    if (isTooLong(input, field, sent)) {
      return pairs;
    }
    for (int i = 0; i < sent.size(); i++) {
      var pair = sent.get(i);
      var name = pair == null || pair.size() != 2 ? null : pair.get(0);
      var group = pair == null || pair.size() != 2 ? null : pair.get(1);
      if (name == null || group == null) {
        input.refuse(
            "%s[%d]".formatted(field, i), "A list of two texts: the name, then the group.");
      } else {
        pairs.add(new MappingLists.Named(name, group));
      }
    }
    return pairs;
  }

  static List<MappingLists.OfProject> projects(Input input, List<@Nullable ProjectGroupJson> sent) {
    var mappings = new ArrayList<MappingLists.OfProject>();
    if (isTooLong(input, "projects_groups", sent)) {
      return mappings;
    }
    for (int i = 0; i < sent.size(); i++) {
      var one = sent.get(i);
      var project = one == null ? null : one.projectId();
      var group = one == null ? null : one.group();
      var role = one == null ? null : one.role();
      if (project == null || group == null || role == null) {
        input.refuse("projects_groups[%d]".formatted(i), "Needs project_id, group and role.");
      } else {
        mappings.add(new MappingLists.OfProject(project, group, role));
      }
    }
    return mappings;
  }

  static boolean isTooLong(Input input, String field, List<?> list) {
    if (list.size() > MAX_LIST) {
      input.refuse(field, "Ensure this list has no more than %d items.".formatted(MAX_LIST));
    }
    return list.size() > MAX_LIST;
  }

  static List<List<String>> json(List<MappingLists.Named> pairs) {
    return pairs.stream().map(pair -> List.of(pair.name(), pair.group())).toList();
  }

  static List<ProjectGroupJson> projectsJson(List<MappingLists.OfProject> projects) {
    return projects.stream()
        .map(one -> new ProjectGroupJson(one.project(), one.group(), one.role()))
        .toList();
  }
}
