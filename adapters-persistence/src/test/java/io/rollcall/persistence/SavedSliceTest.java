package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.application.port.PortContract;
import io.rollcall.application.port.Ports;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.ProviderKind;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessFacts;
import io.rollcall.domain.membership.AccessPolicy;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.GroupRef;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.MembershipChange;
import io.rollcall.domain.membership.MembershipChange.Transition;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Suspension;
import io.rollcall.domain.membership.SyncRunId;
import io.rollcall.domain.membership.Target;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What saving leaves in the tables, beyond what the ports show. */
@PostgresTest
class SavedSliceTest extends PortContract {
  private static final GroupRef GROUP = new GroupRef("uuid", "cn=all", List.of("cn=a", "cn=all"));

  @Inject PanachePorts ports;
  @Inject Tenancy tenancy;
  @Inject Superuser superuser;

  private UserId owner;
  private UserId ann;
  private OrganizationId here;

  @Override
  protected Ports ports() {
    return ports;
  }

  @BeforeEach
  void found() {
    owner = person("owner");
    ann = person("ann");
    here = found(owner);
  }

  /** Gives the member these facts, as a sync or a login would. */
  private void give(Membership member, AccessFacts facts, Occasion occasion) {
    var changed = member.with(facts, AccessPolicy.ALL_MANUAL, occasion.at());
    ports.transaction(
        () -> {
          var flight = tenancy.flight(here);
          var written =
              new SliceWriter(
                      flight,
                      here,
                      List.of(
                          new MembershipChange(
                              member, changed, Transition.ACCESS_CHANGED, occasion, "test")))
                  .write();
          flight.send();
          written.check();
        });
  }

  private static <T> List<T> plus(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  @Test
  void everyKindOfSuspensionAndRecorderComesBack() {
    join(here, owner, ann, Role.ANNOTATOR, 1);
    var member = member(here, ann);
    var ldap = new ProviderId(7);
    var suspensions =
        List.of(
            suspension(
                new Suspension.Cause.ByAdministrator(owner), new Recorder.ByUser(owner), false),
            suspension(
                new Suspension.Cause.Disabled(ldap, ProviderKind.LDAP),
                new Recorder.BySync(new SyncRunId(3)),
                false),
            suspension(
                new Suspension.Cause.Gone(ldap, ProviderKind.SCIM), new Recorder.BySystem(), false),
            suspension(
                new Suspension.Cause.Gone(ldap, ProviderKind.SAML),
                new Recorder.ByInvitation(new InvitationId(4)),
                true),
            suspension(
                new Suspension.Cause.InGroup(ldap, ProviderKind.OIDC, new MappingId(5), GROUP),
                new Recorder.ByLogin(ldap),
                false));

    give(
        member,
        new AccessFacts(false, member.facts().grants(), suspensions, Set.of()),
        new Occasion(at(2), new Recorder.BySync(new SyncRunId(3))));

    assertThat(member(here, ann).facts().suspensions())
        .containsExactlyInAnyOrderElementsOf(suspensions);
  }

  private Suspension suspension(Suspension.Cause cause, Recorder by, boolean ended) {
    return new Suspension(ports.ids().nextSuspension(), cause, by, at(2), ended ? at(3) : null);
  }

  @Test
  void everySourceTargetAndRecorderOfGrantsComesBack() {
    join(here, owner, ann, Role.ANNOTATOR, 1);
    var member = member(here, ann);
    var sources =
        Stream.concat(
                Stream.of(
                    new Source.Administrator(owner),
                    new Source.Invited(new InvitationId(6)),
                    new Source.DefaultRole()),
                Stream.of(ProviderKind.values())
                    .map(
                        kind ->
                            new Source.Provider(new ProviderId(7), kind, new MappingId(8), GROUP)))
            .toList();
    var workspace = workspace(here, owner, "Radiology");
    var targets =
        Stream.concat(
                Stream.of(
                    new Target.OrganizationRole(Role.REVIEWER), new Target.Workspace(workspace)),
                Stream.of(ProjectRole.values())
                    .map(role -> new Target.Project(new ProjectId(9), role)))
            .toList();
    var added =
        sources.stream()
            .flatMap(
                source ->
                    targets.stream()
                        .map(
                            target ->
                                new Grant(
                                    ports.ids().nextGrant(),
                                    target,
                                    source,
                                    new Recorder.BySync(new SyncRunId(3)),
                                    at(2),
                                    null)))
            .toList();

    give(
        member,
        new AccessFacts(false, plus(member.facts().grants(), added), List.of(), Set.of()),
        new Occasion(at(2), new Recorder.BySystem()));

    assertThat(member(here, ann).facts().grants())
        .containsExactlyInAnyOrderElementsOf(plus(member.facts().grants(), added));
  }

  @Test
  void projectRolesAreKeptForProjectsThatExist() {
    long project = ports.ids().nextWorkspace().value();
    superuser.change(
        "insert into project (organization_id, id, title, created_by, created_at) values (?, ?, 'P', 1, now())",
        here.value(),
        project);
    join(
        here,
        owner,
        ann,
        List.of(
            grant(new Target.OrganizationRole(Role.MANAGER), new Source.Administrator(owner), 1),
            grant(
                new Target.Project(new ProjectId(project), ProjectRole.REVIEWER),
                new Source.Administrator(owner),
                1),
            grant(
                new Target.Project(new ProjectId(project + 1), ProjectRole.REVIEWER),
                new Source.Administrator(owner),
                1)),
        1);

    var standing =
        ports.transaction(() -> ports.organizations().acting(here, ann)).orElseThrow().standing();

    assertThat(standing.projects()).isEqualTo(Map.of(new ProjectId(project), ProjectRole.REVIEWER));
  }

  @Test
  void providersThatListSomebodyAreLoaded() {
    join(here, owner, ann, Role.ANNOTATOR, 1);
    superuser.change(
        """
        insert into identity_provider (organization_id, id, kind, title, settings, people, mode, budget_people,
          budget_percent, state, created_at)
        select ?, n, 'ldap', 'D', '{}', 'all', 'live', 1, 1, 'active', now() from generate_series(1, 2) n""",
        here.value());
    superuser.change(
        """
        insert into external_identity (organization_id, provider_id, subject, user_id, listed, linked_at)
        select ?, n, 's', ?, n = 1, now() from generate_series(1, 2) n""",
        here.value(),
        ann.value());

    assertThat(member(here, ann).facts().listedBy()).containsExactly(new ProviderId(1));
    assertThat(
            ports
                .transaction(
                    () -> ports.organizations().lock(here, List.of(ann), occasion(owner, 2)))
                .member(ann)
                .orElseThrow()
                .facts()
                .listedBy())
        .containsExactly(new ProviderId(1));
  }

  private record Event(
      String transition, String before, String after, String rule, String by, long byId) {}

  @Test
  void everyChangeIsInTheHistory() {
    join(here, owner, ann, Role.ANNOTATOR, 1);
    change(here, List.of(ann), occasion(owner, 2), s -> s.changeRole(owner, ann, Role.MANAGER));
    change(here, List.of(ann), occasion(owner, 3), s -> s.changeRole(owner, ann, Role.DEACTIVATED));
    change(here, List.of(ann), occasion(owner, 4), s -> s.remove(owner, ann));

    assertThat(
            superuser.list(
                """
                select transition, role_before, role_after, rule_after, recorded_by, recorded_by_id
                from membership_history where organization_id = ? and user_id = ? order by number""",
                row ->
                    new Event(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6)),
                here.value(),
                ann.value()))
        .containsExactly(
            new Event("joined", null, "AN", "manual-pin", "user", owner.value()),
            new Event("role-changed", "AN", "MA", "manual-pin", "user", owner.value()),
            new Event("suspended", "MA", "DI", "suspension", "user", owner.value()),
            new Event("removed", "DI", "NO", "default", "user", owner.value()));
    assertThat(
            superuser.list(
                """
                select deleted_after from membership_history where organization_id = ? and user_id = ? order by number""",
                row -> row.getBoolean(1),
                here.value(),
                ann.value()))
        .containsExactly(false, false, false, true);
  }

  @Test
  void historyTellsWorkspacesBeforeAndAfter() {
    var workspace = workspace(here, owner, "Radiology");
    join(here, owner, ann, Role.ANNOTATOR, 1);
    change(
        here,
        List.of(ann),
        occasion(owner, 2),
        s -> s.places().setWorkspaceMember(owner, ann, workspace, true));
    change(here, List.of(ann), occasion(owner, 3), s -> s.remove(owner, ann));

    assertThat(
            superuser.list(
                """
                select concat(workspaces_before, workspaces_after) from membership_history
                where organization_id = ? and user_id = ? order by number""",
                row -> row.getString(1),
                here.value(),
                ann.value()))
        .containsExactly("", "{%s}".formatted(workspace), "{%s}".formatted(workspace));
  }

  @Test
  void whoEndedAFactIsKept() {
    join(here, owner, ann, Role.ANNOTATOR, 1);
    change(here, List.of(ann), occasion(owner, 2), s -> s.changeRole(owner, ann, Role.MANAGER));

    assertThat(
            superuser.list(
                """
                select ended_by || ' ' || ended_by_id from access_grant
                where organization_id = ? and user_id = ? and until is not null""",
                row -> row.getString(1),
                here.value(),
                ann.value()))
        .containsExactly("user " + owner);
  }

  @Test
  void keptCountsAreRight() {
    var bob = person("bob");
    join(here, owner, ann, Role.ANNOTATOR, 1);
    join(here, owner, bob, Role.MANAGER, 1);
    join(here, owner, person("idle"), List.of(), 1);
    assertCounts(4, 3);

    change(here, List.of(ann), occasion(owner, 2), s -> s.changeRole(owner, ann, Role.DEACTIVATED));
    assertCounts(4, 2);

    change(here, List.of(ann, bob), occasion(owner, 3), s -> s.remove(owner, ann));
    change(here, List.of(ann, bob), occasion(owner, 3), s -> s.remove(owner, bob));
    assertCounts(2, 1);

    join(here, owner, ann, Role.ANNOTATOR, 4);
    assertCounts(3, 2);
  }

  private void assertCounts(int members, int seats) {
    var kept =
        superuser.one(
            "select member_count, seats_taken from organization where id = ?",
            row -> List.of(row.getInt(1), row.getInt(2)),
            here.value());
    var counted =
        superuser.one(
            """
            select count(*) filter (where deleted_at is null), count(*) filter (where seated)
            from membership where organization_id = ?""",
            row -> List.of(row.getInt(1), row.getInt(2)),
            here.value());
    assertThat(kept).isEqualTo(counted).isEqualTo(List.of(members, seats));
    assertThat(superuser.wrongRanges()).isEmpty();
    List<Long> history =
        superuser.one(
            """
            select o.history_count, count(*), max(h.number), max(h.members) filter (where h.number = o.history_count)
            from organization o join membership_history h on h.organization_id = o.id where o.id = ? group by o.id""",
            row -> List.of(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
            here.value());
    assertThat(history.subList(0, 3)).as("numbers without a gap").containsOnly(history.getFirst());
    assertThat(history.getLast()).as("who belongs at the last").isEqualTo(members);
  }

  @Test
  void failedTransactionLeavesNothing() {
    assertThatThrownBy(
            () ->
                ports.transaction(
                    () -> {
                      var slice =
                          ports.organizations().lock(here, List.of(ann), occasion(owner, 1));
                      slice.join(fresh(here, ann, at(1)), List.of(), "joins");
                      ports.organizations().save(slice);
                      throw new IllegalArgumentException("rolled back");
                    }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(ports.transaction(() -> ports.organizations().member(here, ann))).isEmpty();
    assertCounts(1, 1);
  }

  @Test
  void changeOfARowThatSomebodyElseChangedIsNoticed() {
    join(here, owner, ann, Role.ANNOTATOR, 1);
    var old = member(here, ann);
    change(here, List.of(ann), occasion(owner, 2), s -> s.changeRole(owner, ann, Role.MANAGER));

    assertThatThrownBy(() -> give(old, old.facts(), occasion(owner, 3)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void slicesAreSavedInATransactionOnly() {
    assertThatThrownBy(() -> ports.organizations().lock(here, List.of(), occasion(owner, 1)))
        .isInstanceOf(Exception.class);
  }
}
