package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.SeatReportViews.Assignment;
import io.rollcall.application.port.SeatReportViews.Query;
import io.rollcall.application.port.SeatReportViews.Report;
import io.rollcall.application.port.SeatReportViews.Seat;
import io.rollcall.application.port.SeatReportViews.Status;
import io.rollcall.application.port.SeatReportViews.Usage;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.ProviderKind;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessPolicy;
import io.rollcall.domain.membership.GroupRef;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.SourceKind;
import io.rollcall.domain.membership.Target;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class SeatReportViewsContract extends PortContract {
  private UserId owner;
  private UserId ann;
  private OrganizationId here;

  @BeforeEach
  void people() {
    owner = person("owner");
    ann = person("ann");
    here = found(organization(owner, seats(5)));
  }

  private Query query(
      MemberViews.Filter filter, @Nullable String email, @Nullable Boolean stale, int page) {
    return new Query(
        here, filter, email, stale, MemberViews.Ordering.USER_ID, false, new Page.Request(page, 2));
  }

  private Report report(Query query) {
    return ports().transaction(() -> ports().seatReportViews().report(query));
  }

  private static List<Long> users(Report report) {
    return report.page().items().stream().map(seat -> seat.member().userId()).toList();
  }

  private Seat seatOf(UserId user) {
    var filter = MemberViews.Filter.ALL.choosing(Set.of(user), Set.of());
    return report(query(filter, null, null, 1)).page().items().getFirst();
  }

  @Test
  void assignmentsSayWhereTheyComeFromAndLead() {
    var workspace = workspace(here, owner, "Radiology");
    var project = project(here, null, owner, "Scans");
    join(
        here,
        owner,
        ann,
        List.of(
            grant(new Target.OrganizationRole(Role.REVIEWER), new Source.Administrator(owner), 1),
            grant(new Target.Workspace(workspace), new Source.Administrator(owner), 1),
            grant(
                new Target.Project(project, ProjectRole.ANNOTATOR),
                new Source.Administrator(owner),
                1)),
        1);

    var seat = seatOf(ann);

    assertThat(seat.member().role()).isEqualTo(Role.REVIEWER);
    assertThat(seat.hasStaleRoles()).isFalse();
    assertThat(seat.assignments())
        .extracting(Assignment::target)
        .containsExactlyInAnyOrder(
            new Target.OrganizationRole(Role.NOT_ACTIVATED),
            new Target.OrganizationRole(Role.REVIEWER),
            new Target.Workspace(workspace),
            new Target.Project(project, ProjectRole.ANNOTATOR));
    assertThat(seat.assignments())
        .allSatisfy(
            given -> {
              assertThat(given.status()).isEqualTo(Status.CONFIGURED);
              assertThat(given.membership()).isEqualTo(member(here, ann).id().value());
              assertThat(given.group()).isNull();
              assertThat(given.since()).isEqualTo(at(1));
            });
    assertThat(seat.assignments())
        .extracting(Assignment::title)
        .containsExactlyInAnyOrder(null, null, "Radiology", "Scans");
    assertThat(seat.assignments())
        .extracting(Assignment::source)
        .containsOnly(SourceKind.DEFAULT, SourceKind.MANUAL);
  }

  @Test
  void endedAssignmentsAreLeftOut() {
    join(here, owner, ann, Role.ANNOTATOR, 1);
    change(here, List.of(ann), occasion(owner, 2), s -> s.changeRole(owner, ann, Role.MANAGER));

    assertThat(seatOf(ann).assignments())
        .extracting(Assignment::target)
        .contains(new Target.OrganizationRole(Role.MANAGER))
        .doesNotContain(new Target.OrganizationRole(Role.ANNOTATOR));
  }

  @Test
  void assignmentWithoutItsMappingIsOrphaned() {
    var source =
        new Source.Provider(
            new ProviderId(7),
            ProviderKind.LDAP,
            new MappingId(987_654),
            new GroupRef("uuid", "reviewers", List.of("reviewers")));
    join(
        here, owner, ann, List.of(grant(new Target.OrganizationRole(Role.REVIEWER), source, 1)), 1);

    assertThat(seatOf(ann).hasStaleRoles()).isTrue();
    assertThat(seatOf(ann).assignments())
        .filteredOn(given -> given.source() == SourceKind.LDAP)
        .allSatisfy(
            given -> {
              assertThat(given.status()).isEqualTo(Status.ORPHANED);
              assertThat(given.group()).isEqualTo("reviewers");
            });
    assertThat(users(report(query(MemberViews.Filter.ALL, null, true, 1))))
        .containsExactly(ann.value());
    assertThat(users(report(query(MemberViews.Filter.ALL, null, false, 1))))
        .containsExactly(owner.value());
    assertThat(report(query(MemberViews.Filter.ALL, null, true, 1)).page().total()).isEqualTo(1);
  }

  @Test
  void assignmentThatThePolicyIgnoresHasNoMembership() {
    var project = project(here, null, owner, "Scans");
    join(here, owner, ann, Role.ANNOTATOR, 1);
    change(
        here,
        List.of(ann),
        occasion(owner, 2),
        s -> s.places().setProjectRole(owner, ann, project, ProjectRole.REVIEWER));
    change(
        here,
        List.of(ann),
        occasion(owner, 3),
        s -> {
          s.update(s.organization().withPolicy(new AccessPolicy(true, true, false)));
          s.recompute("policy");
        });

    assertThat(seatOf(ann).hasStaleRoles()).isTrue();
    assertThat(seatOf(ann).assignments())
        .filteredOn(given -> given.target() instanceof Target.Project)
        .extracting(Assignment::status)
        .containsExactly(Status.MISSING_MEMBERSHIP);
    assertThat(users(report(query(MemberViews.Filter.ALL, null, true, 1))))
        .containsExactly(ann.value());
  }

  @Test
  void pagesFiltersAndUsage() {
    var bob = person("bob");
    join(here, owner, ann, Role.ANNOTATOR, 1);
    join(here, owner, bob, List.of(), 2);

    var first = report(query(MemberViews.Filter.ALL, null, null, 1));
    assertThat(first.page().total()).isEqualTo(3);
    assertThat(first.usage()).isEqualTo(new Usage(5, 2));
    assertThat(users(first)).containsExactly(owner.value(), ann.value());
    assertThat(users(report(query(MemberViews.Filter.ALL, null, null, 2))))
        .containsExactly(bob.value());
    assertThat(users(report(query(MemberViews.Filter.ALL, null, null, 3)))).isEmpty();
    assertThat(
            users(
                report(
                    query(
                        MemberViews.Filter.of(
                            new MemberViews.Traits(
                                "",
                                Set.of(Role.NOT_ACTIVATED),
                                Set.of(),
                                false,
                                null,
                                null,
                                Set.of())),
                        null,
                        null,
                        1))))
        .containsExactly(bob.value());
    var email = seatOf(bob).member().email();
    assertThat(users(report(query(MemberViews.Filter.ALL, email, null, 1))))
        .containsExactly(bob.value());
    assertThat(report(query(MemberViews.Filter.ALL, email, null, 1)).page().total()).isEqualTo(1);
  }
}
