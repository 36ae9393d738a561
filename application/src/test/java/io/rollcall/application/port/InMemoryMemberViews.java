package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.MemberTagId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

public final class InMemoryMemberViews implements MemberViews {
  private final InMemoryWorld world;

  InMemoryMemberViews(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public Page<MemberRow> members(Query query) {
    return page(rows(query.organization(), query.filter()), query);
  }

  /** Those rows that somebody like this would be on. */
  Page<MemberRow> page(Stream<MemberRow> rows, Query query) {
    var order = order(query.ordering());
    return InMemoryPages.of(
        rows.filter(row -> fits(row, query.filter().traits()))
            .sorted(query.descending() ? order.reversed() : order)
            .toList(),
        query.page());
  }

  @Override
  public Optional<Seen<Page<MemberRow>>> members(UserId reader, Query query) {
    return world
        .organizations()
        .acting(query.organization(), reader)
        .map(acting -> new Seen<>(acting, members(query)));
  }

  @Override
  public Optional<Seen<Optional<MemberRow>>> member(
      OrganizationId organization, UserId reader, UserId user) {
    return world
        .organizations()
        .acting(organization, reader)
        .map(acting -> new Seen<>(acting, member(organization, user)));
  }

  @Override
  public Optional<Seen<List<MemberRow>>> rows(UserId reader, Query query) {
    return members(reader, query).map(seen -> new Seen<>(seen.reader(), seen.found().items()));
  }

  @Override
  public List<UserId> userIds(OrganizationId organization, Filter filter) {
    return rows(organization, filter).map(row -> new UserId(row.userId())).sorted().toList();
  }

  private Stream<MemberRow> rows(OrganizationId organization, Filter filter) {
    return world
        .organizations()
        .members(organization)
        .filter(member -> member.isDeleted() == filter.traits().deleted())
        .filter(member -> !isExcluded(member, filter))
        .filter(member -> isWithin(member, filter.within()))
        .filter(member -> isChosen(member, filter))
        .map(this::row)
        .filter(row -> fits(row, filter.traits()));
  }

  static boolean isChosen(Membership member, Filter filter) {
    return (filter.only() == null || filter.only().contains(member.user()))
        && !filter.except().contains(member.user());
  }

  private boolean isExcluded(Membership member, Filter filter) {
    return (filter.excludeWorkspace() != null
            && isWithin(member, new Within.OfWorkspace(new WorkspaceId(filter.excludeWorkspace()))))
        || (filter.excludeProject() != null
            && isWithin(
                member, new Within.OfProject(new ProjectId(filter.excludeProject()), null)));
  }

  private boolean isWithin(Membership member, @Nullable Within place) {
    return switch (place) {
      case null -> true;
      case Within.OfWorkspace in -> member.entitled().workspaces().contains(in.workspace());
      case Within.OfProject in -> {
        boolean put = member.entitled().projects().containsKey(in.project());
        boolean byWorkspace = !put && isThereByWorkspace(member, in.project());
        yield in.implicit() == null ? put || byWorkspace : in.implicit() ? byWorkspace : put;
      }
    };
  }

  /** Whoever is in a workspace is in all its projects. */
  private boolean isThereByWorkspace(Membership member, ProjectId id) {
    var project = world.tables.projects.get(id);
    return project != null
        && project.workspace() != null
        && member.entitled().workspaces().contains(project.workspace());
  }

  private static boolean fits(MemberRow row, Traits query) {
    var text =
        String.join(" ", row.email(), row.username(), row.firstName(), row.lastName())
            .toLowerCase(Locale.ROOT);
    return text.contains(query.search().strip().toLowerCase(Locale.ROOT))
        && (query.roles().isEmpty() || query.roles().contains(row.role()))
        && (query.sources().isEmpty() || query.sources().contains(row.source()))
        && (query.tags().isEmpty()
            || row.tags().stream()
                .anyMatch(tag -> query.tags().contains(new MemberTagId(tag.id()))))
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
            .toList(),
        world.memberTags().of(member).toList());
  }
}
