package io.rollcall.application.port;

import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.SourceKind;
import io.rollcall.domain.membership.Target;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

public final class InMemorySeatReportViews implements SeatReportViews {
  private final InMemoryWorld world;

  InMemorySeatReportViews(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public Report report(Query query) {
    var everybody =
        new MemberViews.Query(
            query.organization(),
            query.filter(),
            query.ordering(),
            query.descending(),
            new Page.Request(1, Integer.MAX_VALUE));
    var seats =
        world.memberViews().members(everybody).items().stream()
            .filter(row -> query.email() == null || query.email().equals(row.email()))
            .map(row -> seat(query, row))
            .filter(seat -> query.stale() == null || query.stale() == seat.hasStaleRoles())
            .toList();
    int taken =
        (int)
            world.organizations().members(query.organization()).filter(Membership::seated).count();
    var plan = world.organizations().find(query.organization()).orElseThrow().plan();
    return new Report(InMemoryPages.of(seats, query.page()), new Usage(plan.seatLimit(), taken));
  }

  private Seat seat(Query query, MemberViews.MemberRow row) {
    var member =
        world.organizations().member(query.organization(), new UserId(row.userId())).orElseThrow();
    return new Seat(
        row,
        member.facts().grants().stream()
            .filter(Grant::isActive)
            .sorted(Comparator.comparing(Grant::id))
            .map(grant -> assignment(member, grant))
            .toList());
  }

  private Assignment assignment(Membership member, Grant grant) {
    var by = grant.source() instanceof Source.Provider provider ? provider : null;
    return new Assignment(
        grant.id(),
        grant.target(),
        title(grant.target()),
        SourceKind.of(grant.source()),
        by == null ? null : by.group().name(),
        grant.since(),
        counts(member, grant.target()) ? member.id().value() : null,
        by != null
            && world.tables.mappings.values().stream()
                .noneMatch(known -> known.containsKey(by.mapping())));
  }

  private static boolean counts(Membership member, Target target) {
    return switch (target) {
      case Target.OrganizationRole ignored -> true;
      case Target.Workspace to -> member.entitled().workspaces().contains(to.workspace());
      case Target.Project to -> member.entitled().projects().containsKey(to.project());
    };
  }

  private @Nullable String title(Target target) {
    return switch (target) {
      case Target.OrganizationRole ignored -> null;
      case Target.Workspace to -> world.tables.workspaces.get(to.workspace()).title();
      case Target.Project to -> world.tables.projects.get(to.project()).title();
    };
  }
}
