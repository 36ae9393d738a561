package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.GrantId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.SourceKind;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.organization.Project;
import io.rollcall.domain.organization.Workspace;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

public final class InMemoryProjectViews implements ProjectViews {
  private final InMemoryWorld world;

  InMemoryProjectViews(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public Page<ProjectRow> projects(Query query) {
    var order = order(query.ordering());
    return InMemoryPages.of(
        world.tables.projects.values().stream()
            .filter(project -> project.organization().equals(query.organization()))
            .filter(project -> project.isVisibleTo(query.viewer()))
            .filter(project -> fits(project, query))
            .sorted(query.descending() ? order.reversed() : order)
            .map(project -> row(project, query.members()))
            .toList(),
        query.page());
  }

  private boolean fits(Project project, Query query) {
    var archived = query.archived();
    return (query.ids() == null || query.ids().contains(project.id()))
        && (contains(project.title(), query.search())
            || contains(project.description(), query.search()))
        && contains(project.title(), query.title())
        && (query.workspaces().isEmpty()
            || (project.workspace() != null && query.workspaces().contains(project.workspace())))
        && (query.states().isEmpty() || query.states().contains(project.state()))
        && (archived == null
            || archived == workspace(project).filter(Workspace::archived).isPresent());
  }

  private static boolean contains(String text, String part) {
    return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  private Optional<Workspace> workspace(Project project) {
    return Optional.ofNullable(project.workspace()).map(world.tables.workspaces::get);
  }

  private static Comparator<Project> order(Ordering ordering) {
    var byId = Comparator.comparing(Project::id);
    return switch (ordering) {
      case ID -> byId;
      case TITLE ->
          Comparator.comparing((Project project) -> project.title().toLowerCase(Locale.ROOT))
              .thenComparing(byId);
      case CREATED -> Comparator.comparing(Project::createdAt).thenComparing(byId);
    };
  }

  @Override
  public Optional<ProjectRow> project(OrganizationId organization, ProjectId project, int members) {
    return world.projects().find(organization, project).map(found -> row(found, members));
  }

  @Override
  public Map<UserId, Placed> placed(
      OrganizationId organization, ProjectId project, Collection<UserId> people) {
    var placed = new LinkedHashMap<UserId, Placed>();
    world
        .organizations()
        .members(organization)
        .filter(member -> people.contains(member.user()))
        .filter(member -> member.entitled().projects().containsKey(project))
        .forEach(
            member -> {
              var grant = deciding(member, project);
              placed.put(member.user(), new Placed(role(grant), SourceKind.of(grant.source())));
            });
    return placed;
  }

  @Override
  public List<RoleRow> roles(OrganizationId organization, ProjectId project) {
    return rows(organization)
        .filter(row -> row.project().equals(project))
        .sorted(Comparator.comparing(RoleRow::user))
        .toList();
  }

  @Override
  public List<RoleRow> rolesOf(
      OrganizationId organization, UserId user, @Nullable Set<ProjectId> projects) {
    return rows(organization)
        .filter(row -> row.user().equals(user))
        .filter(row -> projects == null || projects.contains(row.project()))
        .sorted(Comparator.comparing(RoleRow::project))
        .toList();
  }

  @Override
  public Optional<RoleRow> role(OrganizationId organization, GrantId id) {
    return rows(organization).filter(row -> row.grant().equals(id)).findFirst();
  }

  private Stream<RoleRow> rows(OrganizationId organization) {
    return world
        .organizations()
        .members(organization)
        .filter(member -> !member.isDeleted())
        .flatMap(
            member ->
                member.entitled().projects().entrySet().stream()
                    .filter(there -> there.getValue() != ProjectRole.INHERIT)
                    .map(there -> row(member, there.getKey())));
  }

  private static RoleRow row(Membership member, ProjectId project) {
    var grant = deciding(member, project);
    return new RoleRow(
        grant.id(), project, member.user(), role(grant), SourceKind.of(grant.source()));
  }

  /** The oldest of those that give what the member has there. */
  private static Grant deciding(Membership member, ProjectId project) {
    var target = new Target.Project(project, member.entitled().projects().get(project));
    return member.facts().grants().stream()
        .filter(grant -> grant.isActive() && grant.target().equals(target))
        .min(Comparator.comparing(Grant::since).thenComparing(Grant::id))
        .orElseThrow();
  }

  private static ProjectRole role(Grant grant) {
    return ((Target.Project) grant.target()).role();
  }

  private ProjectRow row(Project project, int most) {
    var members =
        world
            .organizations()
            .members(project.organization())
            .filter(
                member ->
                    !member.isDeleted() && member.entitled().projects().containsKey(project.id()))
            .map(Membership::user)
            .toList();
    return new ProjectRow(
        project,
        workspace(project).orElse(null),
        person(project.createdBy()),
        members.stream().limit(most).map(this::person).toList(),
        members.size());
  }

  private Person person(UserId id) {
    var user = world.tables.accounts.get(id).user();
    var profile = user.profile();
    return new Person(
        id.value(),
        user.email().value(),
        profile.username(),
        profile.firstName(),
        profile.lastName());
  }
}
