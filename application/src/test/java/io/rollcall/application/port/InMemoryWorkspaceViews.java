package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Workspace;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

public final class InMemoryWorkspaceViews implements WorkspaceViews {
  private final InMemoryWorld world;

  InMemoryWorkspaceViews(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public List<WorkspaceRow> workspaces(Query query) {
    return visible(query.organization(), query.viewer())
        .filter(w -> query.archived() == null || query.archived() == w.archived())
        .filter(w -> query.personal() == null || query.personal() == w.personal())
        .sorted(Comparator.comparing(Workspace::title).thenComparing(Workspace::id))
        .map(workspace -> row(workspace, query.viewer()))
        .toList();
  }

  @Override
  public Optional<WorkspaceRow> workspace(
      OrganizationId organization, WorkspaceId workspace, UserId viewer) {
    return visible(organization, viewer)
        .filter(found -> found.id().equals(workspace))
        .map(found -> row(found, viewer))
        .findFirst();
  }

  private Stream<Workspace> visible(OrganizationId organization, UserId viewer) {
    return world.tables.workspaces.values().stream()
        .filter(
            workspace ->
                workspace.organization().equals(organization)
                    && (!workspace.personal() || workspace.createdBy().equals(viewer)));
  }

  @Override
  public List<MemberViews.MemberRow> members(OrganizationId organization, WorkspaceId workspace) {
    return joined(organization, workspace).map(world.memberViews()::row).toList();
  }

  private Stream<Membership> joined(OrganizationId organization, WorkspaceId workspace) {
    return world
        .organizations()
        .members(organization)
        .filter(
            member -> !member.isDeleted() && member.entitled().workspaces().contains(workspace));
  }

  private WorkspaceRow row(Workspace workspace, UserId viewer) {
    var creator = world.users().find(workspace.createdBy()).orElseThrow();
    return new WorkspaceRow(
        workspace.id().value(),
        workspace.title(),
        workspace.description(),
        workspace.color(),
        workspace.archived(),
        workspace.personal(),
        creator.id().value(),
        creator.email().value(),
        creator.profile().firstName(),
        creator.profile().lastName(),
        workspace.createdAt(),
        joined(workspace.organization(), workspace.id())
            .anyMatch(member -> member.user().equals(viewer)),
        (int)
            world.tables.projects.values().stream()
                .filter(project -> workspace.id().equals(project.workspace()))
                .count(),
        (int) joined(workspace.organization(), workspace.id()).count());
  }
}
