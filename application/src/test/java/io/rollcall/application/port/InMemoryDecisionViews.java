package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.organization.Project;
import io.rollcall.domain.organization.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

public final class InMemoryDecisionViews implements DecisionViews {
  private final InMemoryWorld world;

  InMemoryDecisionViews(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public Optional<Facts> facts(Wanted wanted) {
    return world
        .organizations()
        .find(wanted.organization())
        .map(
            organization ->
                new Facts(
                    organization,
                    belonging(wanted.organization())
                        .map(this::subject)
                        .filter(
                            subject ->
                                wanted.people().contains(subject.standing().user())
                                    || wanted.addresses().stream()
                                        .anyMatch(a -> a.value().equals(subject.email())))
                        .collect(Collectors.toMap(s -> s.standing().user(), Function.identity())),
                    allWorkspaces(wanted.organization())
                        .filter(workspace -> wanted.workspaces().contains(workspace.id()))
                        .collect(Collectors.toMap(Workspace::id, Function.identity())),
                    allProjects(wanted.organization())
                        .filter(project -> wanted.projects().contains(project.id()))
                        .collect(Collectors.toMap(Project::id, Function.identity()))));
  }

  private Stream<Membership> belonging(OrganizationId organization) {
    return world.organizations().members(organization).filter(member -> !member.isDeleted());
  }

  private Subject subject(Membership member) {
    return new Subject(
        member.standing(),
        member.rule(),
        world.tables.accounts.get(member.user()).user().email().value());
  }

  private Stream<Workspace> allWorkspaces(OrganizationId organization) {
    return world.tables.workspaces.values().stream()
        .filter(workspace -> workspace.organization().equals(organization));
  }

  private Stream<Project> allProjects(OrganizationId organization) {
    return world.tables.projects.values().stream()
        .filter(project -> project.organization().equals(organization));
  }

  @Override
  public List<Subject> members(
      OrganizationId organization, Set<Role> roles, Optional<ProjectId> near, Window window) {
    return belonging(organization)
        .filter(member -> roles.contains(member.role()))
        .filter(member -> near.isEmpty() || isNear(member, near.get()))
        .filter(member -> member.user().value() > window.after())
        .limit(window.size())
        .map(this::subject)
        .toList();
  }

  private boolean isNear(Membership member, ProjectId id) {
    var project = world.tables.projects.get(id);
    return member.role().isAtLeast(Role.MANAGER)
        || member.entitled().projects().containsKey(id)
        || (project != null
            && project.workspace() != null
            && member.entitled().workspaces().contains(project.workspace()));
  }

  @Override
  public List<Workspace> workspaces(OrganizationId organization, Window window) {
    return allWorkspaces(organization)
        .filter(workspace -> workspace.id().value() > window.after())
        .limit(window.size())
        .toList();
  }

  @Override
  public List<Project> projects(OrganizationId organization, Window window) {
    return allProjects(organization)
        .filter(project -> project.id().value() > window.after())
        .limit(window.size())
        .toList();
  }
}
