package io.rollcall.application.port;

import io.rollcall.application.port.MemberViews.MemberRow;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.MembershipChange;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.SourceKind;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

public final class InMemoryHistoryViews implements HistoryViews {
  private final InMemoryWorld world;

  InMemoryHistoryViews(InMemoryWorld world) {
    this.world = world;
  }

  private record Numbered(long number, Instant at, MembershipChange change) {}

  /** In order; no change is earlier than the one before it. */
  private List<Numbered> all(OrganizationId organization, Period period) {
    var numbered = new ArrayList<Numbered>();
    var last = Instant.MIN;
    for (var change : world.tables.history) {
      if (change.after().organization().equals(organization)) {
        last = change.occasion().at().isBefore(last) ? last : change.occasion().at();
        numbered.add(new Numbered(numbered.size() + 1L, last, change));
      }
    }
    return numbered.stream()
        .filter(n -> period.since() == null || !n.at().isBefore(period.since()))
        .filter(n -> period.until() == null || !n.at().isAfter(period.until()))
        .toList();
  }

  @Override
  public Page<ChangeRow> changes(ChangeQuery query) {
    var wanted =
        new ArrayList<>(
            all(query.organization(), query.period()).stream()
                .filter(n -> query.user() == null || n.change().after().user().equals(query.user()))
                .filter(
                    n ->
                        query.sources().isEmpty()
                            || query.sources().contains(n.change().after().entitled().source()))
                .filter(n -> query.workspace() == null || crosses(n.change(), query.workspace()))
                .toList());
    long total = wanted.size();
    if (!query.oldestFirst()) {
      Collections.reverse(wanted);
    }
    var after = query.page().after();
    var rows =
        after == null
            ? InMemoryPages.of(wanted, query.page()).items()
            : wanted.stream()
                .filter(n -> query.oldestFirst() ? n.number() > after : n.number() < after)
                .limit(query.page().size())
                .toList();
    return new Page<>(rows, total).map(this::row);
  }

  private static boolean crosses(MembershipChange change, WorkspaceId workspace) {
    return places(change.before()).workspaces().contains(workspace.value())
        != places(change.after()).workspaces().contains(workspace.value());
  }

  private ChangeRow row(Numbered numbered) {
    var change = numbered.change();
    var before = change.before();
    var after = change.after();
    return new ChangeRow(
        after.organization(),
        numbered.number(),
        person(after.organization(), after.user()),
        numbered.at(),
        change.transition(),
        change.occasion().by(),
        by(change),
        before == null ? null : before.role(),
        after.role(),
        after.isDeleted(),
        after.rule(),
        after.entitled().source(),
        places(before),
        places(after),
        change.reason());
  }

  private Person person(OrganizationId organization, UserId user) {
    return world
        .organizations()
        .member(organization, user)
        .filter(member -> !member.isDeleted())
        .map(member -> world.tables.accounts.get(user).user())
        .map(
            known ->
                new Person(
                    user,
                    known.email().value(),
                    (known.profile().firstName() + " " + known.profile().lastName()).strip()))
        .orElseGet(() -> Person.gone(user));
  }

  private @Nullable Person by(MembershipChange change) {
    var organization = change.after().organization();
    return switch (change.occasion().by()) {
      case Recorder.ByUser by -> person(organization, by.user());
      case Recorder.ByLogin ignored -> person(organization, change.after().user());
      case Recorder.ByInvitation ignored -> person(organization, change.after().user());
      case Recorder.BySync ignored -> null;
      case Recorder.BySystem ignored -> null;
    };
  }

  private static Places places(@Nullable Membership member) {
    if (member == null || member.isDeleted()) {
      return new Places(List.of(), Map.of());
    }
    var roles = new TreeMap<Long, String>();
    member
        .entitled()
        .projects()
        .forEach((project, role) -> roles.put(project.value(), role.title()));
    return new Places(
        member.entitled().workspaces().stream().map(WorkspaceId::value).sorted().toList(), roles);
  }

  @Override
  public Page<AssignmentRow> assignments(AssignmentQuery query) {
    var rows = new ArrayList<AssignmentRow>();
    for (var numbered : all(query.organization(), query.period())) {
      numbered.change().grantsAdded().forEach(grant -> add(rows, numbered, grant, true));
      numbered.change().grantsEnded().forEach(grant -> add(rows, numbered, grant, false));
    }
    var wanted =
        new ArrayList<>(
            rows.stream()
                .filter(row -> query.kind() == null || query.kind() == kind(row.target()))
                .filter(row -> query.group() == null || query.group().equals(row.group().name()))
                .toList());
    if (!query.oldestFirst()) {
      Collections.reverse(wanted);
    }
    return InMemoryPages.of(wanted, query.page());
  }

  private void add(List<AssignmentRow> rows, Numbered numbered, Grant grant, boolean added) {
    if (grant.source() instanceof Source.Provider by) {
      var change = numbered.change();
      var organization = change.after().organization();
      rows.add(
          new AssignmentRow(
              organization,
              grant.id(),
              added,
              person(organization, change.after().user()),
              numbered.at(),
              grant.target(),
              by.provider(),
              SourceKind.of(by),
              by.mapping(),
              by.group(),
              change.occasion().by(),
              by(change),
              change.reason()));
    }
  }

  private static Kind kind(Target target) {
    return switch (target) {
      case Target.OrganizationRole ignored -> Kind.ORGANIZATION;
      case Target.Workspace ignored -> Kind.WORKSPACE;
      case Target.Project ignored -> Kind.PROJECT;
    };
  }

  @Override
  public Page<MemberRow> members(MemberViews.Query query, Instant asOf) {
    HistoryViews.requireKept(query.filter());
    var last = new LinkedHashMap<UserId, Numbered>();
    all(query.organization(), new Period(null, asOf))
        .forEach(n -> last.put(n.change().after().user(), n));
    var views = world.memberViews();
    return views.page(
        last.values().stream()
            .filter(n -> n.change().after().isDeleted() == query.filter().traits().deleted())
            .filter(
                n ->
                    query.filter().excludeWorkspace() == null
                        || !places(n.change().after())
                            .workspaces()
                            .contains(query.filter().excludeWorkspace()))
            .filter(n -> InMemoryMemberViews.isChosen(n.change().after(), query.filter()))
            .map(n -> views.row(n.change().after())),
        query);
  }
}
