package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.WorkspaceId;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

public final class InMemoryMemberViews implements MemberViews {
  private final InMemoryWorld world;

  InMemoryMemberViews(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public Page<MemberRow> members(Query query) {
    var order = order(query.ordering());
    return InMemoryPages.of(
        world
            .organizations()
            .members(query.organization())
            .filter(member -> member.isDeleted() == query.deleted())
            .filter(member -> !isExcluded(member, query))
            .map(this::row)
            .filter(row -> fits(row, query))
            .sorted(query.descending() ? order.reversed() : order)
            .toList(),
        query.page());
  }

  private boolean isExcluded(Membership member, Query query) {
    var workspaces = member.entitled().workspaces();
    var excluded = query.excludeWorkspace();
    if (excluded != null && workspaces.contains(new WorkspaceId(excluded))) {
      return true;
    }
    if (query.excludeProject() == null) {
      return false;
    }
    var project = world.tables.projects.get(new ProjectId(query.excludeProject()));
    return project != null
        && (member.entitled().projects().containsKey(project.id())
            || (project.workspace() != null && workspaces.contains(project.workspace())));
  }

  private static boolean fits(MemberRow row, Query query) {
    var text =
        String.join(" ", row.email(), row.username(), row.firstName(), row.lastName())
            .toLowerCase(Locale.ROOT);
    return text.contains(query.search().strip().toLowerCase(Locale.ROOT))
        && (query.roles().isEmpty() || query.roles().contains(row.role()))
        && (query.sources().isEmpty() || query.sources().contains(row.source()))
        && (query.activeFrom() == null || !row.lastActivity().isBefore(query.activeFrom()))
        && (query.activeTo() == null || !row.lastActivity().isAfter(query.activeTo()));
  }

  private static Comparator<MemberRow> order(Ordering ordering) {
    var byId = Comparator.comparing(MemberRow::userId);
    return switch (ordering) {
      case USER_ID -> byId;
      case EMAIL -> Comparator.comparing(MemberRow::email).thenComparing(byId);
      case NAME ->
          Comparator.comparing(MemberRow::lastName)
              .thenComparing(MemberRow::firstName)
              .thenComparing(byId);
      case ROLE ->
          Comparator.comparingInt((MemberRow row) -> row.role().elevation()).thenComparing(byId);
      case LAST_ACTIVITY -> Comparator.comparing(MemberRow::lastActivity).thenComparing(byId);
      case JOINED -> Comparator.comparing(MemberRow::memberSince).thenComparing(byId);
    };
  }

  @Override
  public Optional<MemberRow> member(OrganizationId organization, UserId user) {
    return world.organizations().member(organization, user).map(this::row);
  }

  MemberRow row(Membership member) {
    var account = world.tables.accounts.get(member.user());
    var profile = account.user().profile();
    return new MemberRow(
        member.id().value(),
        member.organization().value(),
        member.user().value(),
        account.user().email().value(),
        profile.username(),
        profile.firstName(),
        profile.lastName(),
        profile.phone(),
        member.role(),
        member.rule(),
        member.entitled().source(),
        account.user().joinedAt(),
        member.joinedAt(),
        account.lastActivity(),
        member.deletedAt(),
        world.tables.projects.values().stream()
            .filter(
                project ->
                    project.organization().equals(member.organization())
                        && project.createdBy().equals(member.user()))
            .map(project -> new Titled(project.id().value(), project.title()))
            .toList());
  }
}
