package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.RemovalBudget;
import io.rollcall.domain.federation.SyncCounts;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.RuleViolated;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Deletion;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class SyncRunRepositoryContract extends PortContract {
  private OrganizationId here;
  private UserId owner;

  @BeforeEach
  void found() {
    owner = person("owner");
    here = found(owner);
  }

  private SyncRunRepository runs() {
    return ports().runs();
  }

  protected ProviderId directory(OrganizationId organization) {
    var directory =
        new Directory(
            ports().ids().nextProvider(),
            organization,
            "Main",
            new DirectorySettings(
                List.of("ldap://localhost:389"),
                DirectorySettings.Security.NONE,
                null,
                null,
                null,
                new DirectorySettings.Users(
                    List.of("dc=example,dc=com"),
                    DirectorySettings.Users.DEFAULT_FILTER,
                    List.of("uid"),
                    null,
                    DirectorySettings.Attributes.DEFAULT,
                    null,
                    null),
                new DirectorySettings.Groups(
                    List.of(), null, DirectorySettings.GroupType.MEMBER_OF, false),
                DirectorySettings.Limits.DEFAULT),
            Directory.People.MAPPED,
            Directory.Mode.LOGIN_ONLY,
            RemovalBudget.DEFAULT,
            List.of(),
            Directory.State.ACTIVE,
            T0,
            0);
    ports().transaction(() -> ports().directories().add(directory));
    return directory.id();
  }

  protected SyncRun queued(ProviderId directory) {
    return queued(directory, T0, owner);
  }

  protected SyncRun queued(ProviderId directory, Instant startedAt, @Nullable UserId by) {
    return new SyncRun(
        ports().ids().nextRun(),
        here,
        directory,
        SyncRun.Status.QUEUED,
        false,
        SyncRun.Purpose.SYNC,
        by,
        SyncRun.Progress.WAITING,
        SyncCounts.NONE,
        null,
        SyncRun.Seconds.NONE,
        startedAt,
        null);
  }

  protected static SyncRun with(SyncRun run, SyncRun.Status status) {
    return new SyncRun(
        run.id(),
        run.organization(),
        run.directory(),
        status,
        run.dryRun(),
        run.purpose(),
        run.requestedBy(),
        run.progress(),
        run.counts(),
        run.reason(),
        run.seconds(),
        run.startedAt(),
        run.finishedAt());
  }

  protected SyncRun start(SyncRun run) {
    ports().transaction(() -> runs().start(run));
    return run;
  }

  /** Starts a run and brings it to its end. */
  private SyncRun ended(ProviderId directory, SyncRun.Status status) {
    var run = with(start(queued(directory)), status);
    ports().transaction(() -> runs().update(run));
    return run;
  }

  private Optional<SyncRun> find(SyncRun run) {
    return ports().transaction(() -> runs().find(here, run.id()));
  }

  @Test
  void startedRunComesBack() {
    var run = start(queued(directory(here)));

    assertThat(find(run)).contains(run);
    assertThat(ports().transaction(() -> runs().lock(here, run.id()))).contains(run);
  }

  @Test
  void runThatNobodyAskedForComesBack() {
    var run = start(queued(directory(here), T0, null));

    assertThat(find(run)).contains(run);
  }

  @Test
  void updateWritesEverythingThatChanges() {
    var run = start(queued(directory(here)));
    var changed =
        new SyncRun(
            run.id(),
            here,
            run.directory(),
            SyncRun.Status.NEEDS_REVIEW,
            true,
            run.purpose(),
            owner,
            new SyncRun.Progress("people", 1_000, 5_000L, 250),
            new SyncCounts(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
            new SyncRun.Reason("removal-budget", "Too many."),
            new SyncRun.Seconds(1.5, 0.25, 3, 4),
            run.startedAt(),
            at(9));

    ports().transaction(() -> runs().update(changed));

    assertThat(find(run)).contains(changed);
  }

  @Test
  void updateWorksWithoutATransaction() {
    var run = start(queued(directory(here)));

    runs().update(with(run, SyncRun.Status.READING));

    assertThat(find(run)).contains(with(run, SyncRun.Status.READING));
  }

  @Test
  void updateIsSeenInItsTransaction() {
    var run = start(queued(directory(here)));

    var seen =
        ports()
            .transaction(
                () -> {
                  runs().lock(here, run.id());
                  runs().update(with(run, SyncRun.Status.APPLYING));
                  return runs().find(here, run.id());
                });

    assertThat(seen).contains(with(run, SyncRun.Status.APPLYING));
  }

  @Test
  void secondRunOfADirectoryUnderWayIsRefusedByName() {
    var directory = directory(here);
    var first = start(queued(directory));

    assertThatThrownBy(() -> start(queued(directory)))
        .isInstanceOfSatisfying(
            RuleViolated.class,
            refused ->
                assertThat(refused.violation()).isEqualTo(new Violation.RunInProgress(first.id())));
    start(queued(directory(here)));
  }

  @Test
  void newRunTakesThePlaceOfAPlanThatWaits() {
    var directory = directory(here);
    var plan = ended(directory, SyncRun.Status.NEEDS_REVIEW);
    var elsewhere = ended(directory(here), SyncRun.Status.NEEDS_REVIEW);

    var run = start(queued(directory));

    var discarded = find(plan).orElseThrow();
    assertThat(discarded.status()).isEqualTo(SyncRun.Status.DISCARDED);
    assertThat(discarded.reason().code()).isEqualTo("superseded");
    assertThat(find(run)).contains(run);
    assertThat(find(elsewhere)).contains(elsewhere);
  }

  @Test
  void runsAreListedNewestFirst() {
    var directory = directory(here);
    var first = ended(directory, SyncRun.Status.DONE);
    var second = ended(directory, SyncRun.Status.FAILED);
    var third = start(queued(directory));
    start(queued(directory(here)));

    assertThat(ports().transaction(() -> runs().runs(here, directory, new Page.Request(1, 2))))
        .isEqualTo(new Page<>(List.of(third, second), 3));
    assertThat(ports().transaction(() -> runs().runs(here, directory, new Page.Request(2, 2))))
        .isEqualTo(new Page<>(List.of(first), 3));
  }

  @Test
  void entriesPerBaseAreThoseOfTheLastFinishedRun() {
    var directory = directory(here);
    assertThat(ports().transaction(() -> runs().lastListedByBase(here, directory))).isEmpty();
    var first = ended(directory, SyncRun.Status.DONE);
    record(first, Map.of("ou=a", 10, "ou=b", 0));
    var second = ended(directory, SyncRun.Status.DONE);
    record(second, Map.of("ou=a", 20));
    record(ended(directory, SyncRun.Status.FAILED), Map.of("ou=a", 0));
    record(start(queued(directory)), Map.of("ou=a", 1));

    assertThat(ports().transaction(() -> runs().lastListedByBase(here, directory)))
        .isEqualTo(Map.of("ou=a", 20));
  }

  @Test
  void groupsOfMappingsAreThoseOfTheRunAlone() {
    var run = start(queued(directory(here)));
    var there = found(owner);
    assertThat(ports().transaction(() -> runs().groupIds(here, run.id()))).isEmpty();
    var groups = Map.of(new MappingId(7), "stable \"id\"", new MappingId(8), "another");
    ports().transaction(() -> runs().recordFindings(here, run.id(), Map.of(), groups));

    assertThat(ports().transaction(() -> runs().groupIds(here, run.id()))).isEqualTo(groups);
    assertThat(ports().transaction(() -> runs().groupIds(there, run.id()))).isEmpty();
  }

  private void record(SyncRun run, Map<String, Integer> people) {
    ports().transaction(() -> runs().recordFindings(here, run.id(), people, Map.of()));
  }

  @Test
  void planWithoutAnythingIsEmpty() {
    var run = start(queued(directory(here)));

    assertThat(
            ports()
                .transaction(
                    () -> runs().changes(here, run.id(), Set.of(), new Page.Request(1, 10))))
        .isEqualTo(new Page<>(List.of(), 0));
    assertThat(ports().transaction(() -> runs().problems(here, run.id(), new Page.Request(1, 10))))
        .isEqualTo(new Page<>(List.of(), 0));
  }

  @Test
  void runOfAnotherOrganizationDoesNotExist() {
    var run = start(queued(directory(here)));
    var there = found(owner);

    assertThat(ports().transaction(() -> runs().find(there, run.id()))).isEmpty();
    assertThat(ports().transaction(() -> runs().lock(there, run.id()))).isEmpty();
  }

  @Test
  void runsUnderWayThatNobodyWorksOnAreAbandoned() {
    var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    var old = start(queued(directory(here), now.minus(Duration.ofMinutes(2)), owner));
    var young = start(queued(directory(here), now, owner));
    var reading = with(start(queued(directory(here), now, owner)), SyncRun.Status.READING);
    runs().update(reading);
    var done = with(start(queued(directory(here), now, owner)), SyncRun.Status.DONE);
    runs().update(done);

    assertThat(runs().abandoned()).contains(old, reading).doesNotContain(young, done);
  }

  /** Whoever works on it learns that there is nothing to do any more. */
  @Test
  void runOfADeletedOrganizationHasFailedAndIsWrittenNoMore() {
    var run = queued(directory(here));
    ports().transaction(() -> runs().start(run));
    var reading = with(run, SyncRun.Status.READING);
    ports().transaction(() -> runs().update(reading));
    ports()
        .transaction(
            () -> {
              ports().organizations().lock(here, List.of(owner), occasion(owner, 1));
              ports()
                  .deletions()
                  .add(new Deletion(here, "Organization", owner, at(1), at(2), false));
            });

    assertThatThrownBy(() -> ports().transaction(() -> runs().update(reading)))
        .isInstanceOfSatisfying(
            RuleViolated.class,
            refused ->
                assertThat(refused.violation()).isEqualTo(new Violation.NotFound("organization")));
    var ended = ports().transaction(() -> runs().find(here, run.id())).orElseThrow();
    assertThat(ended.status()).isEqualTo(SyncRun.Status.FAILED);
    assertThat(ended.reason()).isNotNull();
    assertThat(ended.reason().code()).isEqualTo("organization-deleted");
    assertThat(ended.finishedAt()).isEqualTo(at(1));
  }
}
