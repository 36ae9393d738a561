package io.rollcall.application.federation;

import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.ProjectRepository;
import io.rollcall.application.port.WorkspaceRepository;
import io.rollcall.domain.federation.GroupMapping;
import io.rollcall.domain.federation.GroupMapping.Effect;
import io.rollcall.domain.federation.MappingLists;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Project;
import io.rollcall.domain.organization.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Turns the lists of an administrator into mappings, keeping the ids (and what they were resolved
 * to) of rules that stay.
 */
@ApplicationScoped
class Mappings {
  private final WorkspaceRepository workspaces;
  private final ProjectRepository projects;
  private final IdSource ids;
  private final InstantSource clock;

  Mappings(
      WorkspaceRepository workspaces,
      ProjectRepository projects,
      IdSource ids,
      InstantSource clock) {
    this.workspaces = workspaces;
    this.projects = projects;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param kept the mappings as they are now
   */
  List<GroupMapping> of(
      OrganizationId organization, UserId actor, MappingLists lists, List<GroupMapping> kept) {
    refuseInvalid(organization, lists);
    var titles = workspacesByTitle(organization, actor, lists);
    var mappings = new LinkedHashSet<Rule>();
    lists
        .roles()
        .forEach(role -> mappings.add(new Rule(role.group().strip(), roleEffect(role.name()))));
    lists
        .workspaces()
        .forEach(
            workspace -> {
              var target =
                  new Target.Workspace(
                      Objects.requireNonNull(titles.get(workspace.name().strip())));
              mappings.add(new Rule(workspace.group().strip(), new Effect.Gives(target)));
            });
    lists
        .projects()
        .forEach(
            project -> {
              var role = ProjectRole.ofTitle(project.role()).orElseThrow();
              var target = new Target.Project(new ProjectId(project.project()), role);
              mappings.add(new Rule(project.group().strip(), new Effect.Gives(target)));
            });
    return mappings.stream().map(rule -> identified(rule, kept)).toList();
  }

  private record Rule(String group, Effect effect) {}

  private GroupMapping identified(Rule rule, List<GroupMapping> kept) {
    return kept.stream()
        .filter(known -> known.group().equals(rule.group) && known.effect().equals(rule.effect))
        .findFirst()
        .orElseGet(() -> new GroupMapping(ids.nextMapping(), rule.group, null, rule.effect));
  }

  private static Effect roleEffect(String name) {
    var role = Role.ofTitle(name.strip()).orElseThrow();
    return role == Role.DEACTIVATED
        ? new Effect.Suspends()
        : new Effect.Gives(new Target.OrganizationRole(role));
  }

  private Map<String, WorkspaceId> workspacesByTitle(
      OrganizationId organization, UserId actor, MappingLists lists) {
    var titles = new LinkedHashSet<String>();
    lists.workspaces().forEach(workspace -> titles.add(workspace.name().strip()));
    var found = new LinkedHashMap<>(workspaces.findByTitles(organization, titles));
    for (var title : titles) {
      found.computeIfAbsent(title, missing -> create(organization, actor, missing));
    }
    return found;
  }

  private WorkspaceId create(OrganizationId organization, UserId actor, String title) {
    var workspace =
        new Workspace(
            ids.nextWorkspace(),
            organization,
            title,
            null,
            null,
            false,
            false,
            actor,
            clock.instant());
    workspaces.add(workspace);
    return workspace.id();
  }

  /** Whether the lists could be mappings; writes nothing. */
  void refuseInvalid(OrganizationId organization, MappingLists lists) {
    var wrong = new LinkedHashMap<String, List<String>>();
    for (int i = 0; i < lists.roles().size(); i++) {
      var entry = lists.roles().get(i);
      if (Role.ofTitle(entry.name().strip()).filter(Role::isMappable).isEmpty()) {
        wrong.put(
            "roles_groups[%d]".formatted(i),
            List.of(
                "One of Administrator, Manager, Reviewer, Annotator, Deactivated, then the group."));
      }
      requireGroup(wrong, "roles_groups[%d]".formatted(i), entry.group());
    }
    for (int i = 0; i < lists.workspaces().size(); i++) {
      var entry = lists.workspaces().get(i);
      var title = entry.name().strip();
      if (title.isEmpty() || title.length() > Workspace.MAX_TITLE) {
        wrong.put(
            "workspaces_groups[%d]".formatted(i),
            List.of(
                "A workspace title of 1 to %d characters, then the group."
                    .formatted(Workspace.MAX_TITLE)));
      }
      requireGroup(wrong, "workspaces_groups[%d]".formatted(i), entry.group());
    }
    refuseInvalidProjects(organization, lists, wrong);
    if (!wrong.isEmpty()) {
      throw new Violation.Invalid(wrong).refused();
    }
  }

  private void refuseInvalidProjects(
      OrganizationId organization, MappingLists lists, Map<String, List<String>> wrong) {
    var wanted = new ArrayList<ProjectId>();
    lists.projects().stream()
        .filter(p -> p.project() > 0)
        .forEach(p -> wanted.add(new ProjectId(p.project())));
    var existing =
        projects.find(organization, wanted).stream().map(Project::id).collect(Collectors.toSet());
    for (int i = 0; i < lists.projects().size(); i++) {
      var entry = lists.projects().get(i);
      var field = "projects_groups[%d]".formatted(i);
      if (entry.project() <= 0 || !existing.contains(new ProjectId(entry.project()))) {
        wrong.put(field, List.of("No such project."));
      }
      if (ProjectRole.ofTitle(entry.role()).filter(ProjectRole::isMappable).isEmpty()) {
        wrong.put(field, List.of("The role is one of Inherit, Annotator, Reviewer."));
      }
      requireGroup(wrong, field, entry.group());
    }
  }

  private static void requireGroup(Map<String, List<String>> wrong, String field, String group) {
    if (group.isBlank()) {
      wrong.put(field, List.of("Name the group by its DN, common name or stable id."));
    }
  }
}
