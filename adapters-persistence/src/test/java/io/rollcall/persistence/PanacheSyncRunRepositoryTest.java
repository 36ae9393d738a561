package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.Page;
import io.rollcall.application.port.Ports;
import io.rollcall.application.port.SyncRunRepository.AccessRow;
import io.rollcall.application.port.SyncRunRepository.ChangeRow;
import io.rollcall.application.port.SyncRunRepository.ProjectRow;
import io.rollcall.application.port.SyncRunRepositoryContract;
import io.rollcall.domain.federation.PlannedChange.Kind;
import io.rollcall.domain.federation.SyncProblem;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.membership.Role;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@PostgresTest
class PanacheSyncRunRepositoryTest extends SyncRunRepositoryContract {
  private static final Page.Request ALL = new Page.Request(1, 100);

  @Inject PanachePorts ports;
  @Inject Superuser superuser;

  @Override
  protected Ports ports() {
    return ports;
  }

  private OrganizationId here() {
    return queued(new ProviderId(1)).organization();
  }

  private SyncRun reading() {
    var run = with(start(queued(directory(here()))), SyncRun.Status.READING);
    ports.runs().update(run);
    return run;
  }

  @Test
  void runWhoseDirectoryIsLockedByAProcessIsNotAbandoned() throws SQLException {
    var run = reading();
    var other = reading();
    try (var process = superuser.connect();
        var lock = process.prepareStatement(DirectoryLock.TAKE);
        var release = process.prepareStatement(DirectoryLock.RELEASE)) {
      lock.setLong(1, run.organization().value());
      lock.setLong(2, run.directory().value());
      lock.execute();

      assertThat(ports.runs().abandoned()).contains(other).doesNotContain(run);
      assertThat(ports.transaction(() -> ports.runs().abandoned()))
          .contains(other)
          .doesNotContain(run);

      release.setLong(1, run.organization().value());
      release.setLong(2, run.directory().value());
      release.execute();
      assertThat(ports.runs().abandoned()).contains(run);
    }
  }

  @Test
  void planIsReadMostSeriousFirstAndInTitles() {
    var run = start(queued(directory(here())));
    var ann = ports.transaction(() -> ports.users().find(person("ann"))).orElseThrow();
    var radiology = workspace(here(), ann.id(), "Radiology");
    long hearts = ports.ids().nextWorkspace().value();
    superuser.change(
        "insert into project (organization_id, id, title, created_by, created_at) values (?, ?, 'Hearts', 1, now())",
        here().value(),
        hearts);
    put(run, 1, "joined", 7, true, "b@example.com", "Bob", "Blue", null, "AN");
    put(run, 2, "joined", 8, true, "a@example.com", "", "", null, "RE");
    put(run, 3, "profile", 9, false, "c@example.com", "C", "C", null, null);
    put(run, 4, "suspended", ann.id().value(), false, null, null, null, "MA", "DI");
    superuser.change(
        """
        update sync_change set workspaces_before = array[?::bigint, 4711], projects_after = array[?::bigint],
          project_roles_after = array['Reviewer']
        where organization_id = ? and run_id = ? and position = 4""",
        radiology.value(),
        hearts,
        here().value(),
        run.id().value());

    assertThat(changes(run, Set.of(), ALL))
        .isEqualTo(
            new Page<>(
                List.of(
                    new ChangeRow(
                        ann.id().value(),
                        ann.email().value(),
                        "ann Example",
                        Kind.SUSPENDED,
                        new AccessRow(Role.MANAGER, List.of("#4711", "Radiology"), List.of()),
                        new AccessRow(
                            Role.DEACTIVATED,
                            List.of(),
                            List.of(new ProjectRow(hearts, "Hearts", "Reviewer"))),
                        "because"),
                    new ChangeRow(
                        null,
                        "a@example.com",
                        "login8",
                        Kind.JOINED,
                        null,
                        new AccessRow(Role.REVIEWER, List.of(), List.of()),
                        "because"),
                    new ChangeRow(
                        null,
                        "b@example.com",
                        "Bob Blue",
                        Kind.JOINED,
                        null,
                        new AccessRow(Role.ANNOTATOR, List.of(), List.of()),
                        "because")),
                3));
    assertThat(changes(run, Set.of(Kind.JOINED), new Page.Request(2, 1)))
        .satisfies(page -> assertThat(page.total()).isEqualTo(2))
        .satisfies(
            page ->
                assertThat(page.items())
                    .extracting(ChangeRow::email)
                    .containsExactly("b@example.com"));
    assertThat(changes(run, Set.of(Kind.REMOVED), ALL)).isEqualTo(new Page<>(List.of(), 0));
  }

  private Page<ChangeRow> changes(SyncRun run, Set<Kind> kinds, Page.Request page) {
    return ports.transaction(() -> ports.runs().changes(run.organization(), run.id(), kinds, page));
  }

  private void put(
      SyncRun run,
      int position,
      String kind,
      long user,
      boolean fresh,
      String email,
      String first,
      String last,
      String before,
      String after) {
    superuser.change(
        """
        insert into sync_change (organization_id, run_id, position, kind, user_id, new_user, new_member, email, username,
          first_name, last_name, listed, role_before, role_after, seat_after, because)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true, ?, ?, false, 'because')""",
        run.organization().value(),
        run.id().value(),
        position,
        kind,
        user,
        fresh,
        fresh,
        email,
        "login" + user,
        first,
        last,
        before,
        after);
  }

  @Test
  void problemsAreReadInTheirOrder() {
    var run = start(queued(directory(here())));
    superuser.change(
        """
        insert into sync_problem
        select ?, ?, n, case n when 1 then 'missing-email' else 'group-not-found' end, 'dn' || n, 'name', 'email', 'detail'
        from generate_series(1, 3) n""",
        here().value(),
        run.id().value());

    var page =
        ports.transaction(() -> ports.runs().problems(here(), run.id(), new Page.Request(1, 2)));

    assertThat(page.total()).isEqualTo(3);
    assertThat(page.items())
        .containsExactly(
            new SyncProblem(SyncProblem.Kind.MISSING_EMAIL, "dn1", "name", "email", "detail"),
            new SyncProblem(SyncProblem.Kind.GROUP_NOT_FOUND, "dn2", "name", "email", "detail"));
  }
}
