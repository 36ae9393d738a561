package io.rollcall.application.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.application.port.Page;
import io.rollcall.application.port.SyncRunRepository;
import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.DirectoryGroup;
import io.rollcall.domain.federation.MappingLists;
import io.rollcall.domain.federation.PlannedChange;
import io.rollcall.domain.federation.ReadFailed;
import io.rollcall.domain.federation.ReadFailure;
import io.rollcall.domain.federation.SyncCounts;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.federation.SyncRun.Status;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.SyncRunId;
import io.rollcall.domain.membership.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DirectoryUseCasesTest extends DirectoryUseCaseTest {

  private Directory crowd() {
    var names = names(20);
    reader.people(names);
    reader.group("annotators", names);
    return connect("annotators", "Annotator");
  }

  private static String[] names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "p" + i).toArray(String[]::new);
  }

  /** A plan that takes access from ten people and waits for somebody to look at it. */
  private SyncRun waiting(Directory directory) {
    sync(directory);
    reader.group("annotators", names(10));
    var run = sync(directory);
    assertThat(run.status()).isEqualTo(Status.NEEDS_REVIEW);
    return run;
  }

  @Nested
  class Reading {
    private final ReadDirectories read =
        new ReadDirectories(access, world.directories(), reader, world.atomically());
    private final Directory directory = connect("annotators", "Annotator");

    @Test
    void directoriesOfTheOrganizationAreListed() {
      var there = found(owner);
      save.create(there, owner, description(Directory.People.ALL, MappingLists.NONE));

      assertThat(read.all(here, owner)).containsExactly(directory);
      assertThat(read.one(here, owner, directory.id())).isEqualTo(directory);
    }

    @Test
    void connectionIsTriedWithTheStoredPassword() {
      assertThat(read.test(here, owner, directory.id()).ok()).isTrue();
      assertThat(reader.asked()).containsExactly(directory.settings());
    }

    @Test
    void failedConnectionIsAnAnswer() {
      reader.failWith(ReadFailure.BIND_REFUSED);

      assertThat(read.test(here, owner, directory.id()).ok()).isFalse();
    }

    @Test
    void groupsAreSearched() {
      reader.group("annotators");
      reader.group("managers");

      assertThat(read.groups(here, owner, directory.id(), "anno", 10))
          .extracting(DirectoryGroup::name)
          .containsExactly("annotators");
    }

    @Test
    void failedSearchSaysWhy() {
      reader.failWith(ReadFailure.UNREACHABLE);

      assertThatThrownBy(() -> read.groups(here, owner, directory.id(), "", 10))
          .isInstanceOfSatisfying(
              ReadFailed.class,
              failed -> assertThat(failed.failure()).isEqualTo(ReadFailure.UNREACHABLE));
    }

    @Test
    void nobodyElseMay() {
      var manager = member(here, owner, "manager", Role.MANAGER);
      var stranger = person("stranger");

      assertThat(refusal(() -> read.all(here, manager)))
          .isEqualTo(new Violation.NotPermitted("manage_identity_providers"));
      assertThat(refusal(() -> read.test(here, manager, directory.id())))
          .isEqualTo(new Violation.NotPermitted("manage_identity_providers"));
      assertThat(refusal(() -> read.all(here, stranger)))
          .isEqualTo(new Violation.NotFound("organization"));
      assertThat(reader.asked()).isEmpty();
    }

    @Test
    void directoryOfAnotherOrganizationDoesNotExist() {
      var there = found(owner);
      var foreign = save.create(there, owner, description(Directory.People.ALL, MappingLists.NONE));

      assertThat(refusal(() -> read.one(here, owner, foreign.id())))
          .isEqualTo(new Violation.NotFound("directory"));
      assertThat(refusal(() -> read.test(here, owner, foreign.id())))
          .isEqualTo(new Violation.NotFound("directory"));
      assertThat(reader.asked()).isEmpty();
    }
  }

  @Nested
  class Requesting {
    private final List<String> names = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final RequestSync queueing =
        new RequestSync(
            access,
            world.directories(),
            runs,
            sync,
            (name, work) -> {
              names.add(name);
              later.add(work);
            },
            world.atomically(),
            world.ids(),
            world.clock(),
            world.notes());
    private final Directory directory = connect("annotators", "Annotator");

    @Test
    void runIsQueuedAndGoesOnInTheBackground() {
      var run = queueing.run(command(directory), false);

      assertThat(run.status()).isEqualTo(Status.QUEUED);
      assertThat(run.requestedBy()).isEqualTo(owner);
      assertThat(run.purpose()).isEqualTo(SyncRun.Purpose.SYNC);
      assertThat(names).containsExactly("sync run " + run.id());
      assertThat(run(run.id())).isEqualTo(run);
      later.getFirst().run();
      assertThat(run(run.id()).status()).isEqualTo(Status.DONE);
    }

    @Test
    void oneAtATime() {
      var run = queueing.run(command(directory), false);

      assertThat(refusal(() -> queueing.run(command(directory), false)))
          .isEqualTo(new Violation.RunInProgress(run.id()));
      assertThat(refusal(() -> queueing.remove(command(directory))))
          .isEqualTo(new Violation.RunInProgress(run.id()));
      assertThat(world.directories().find(here, directory.id()).orElseThrow().state())
          .as("and nothing of the removal stays")
          .isEqualTo(Directory.State.ACTIVE);
    }

    @Test
    void directoriesDoNotWaitForEachOther() {
      queueing.run(command(directory), false);
      var other = connect("reviewers", "Reviewer");

      assertThat(queueing.run(command(other), false).status()).isEqualTo(Status.QUEUED);
    }

    @Test
    void removalAsksForALastRun() {
      var run = queueing.remove(command(directory));

      assertThat(run.purpose()).isEqualTo(SyncRun.Purpose.FAREWELL);
      assertThat(world.directories().find(here, directory.id()).orElseThrow().state())
          .isEqualTo(Directory.State.REMOVING);
    }

    @Test
    void directoryBeingRemovedIsNotSynced() {
      queueing.remove(command(directory));
      world
          .runs()
          .update(
              world
                  .runs()
                  .runs(here, directory.id(), ALL)
                  .items()
                  .getFirst()
                  .ended(Status.FAILED, null, world.clock().instant()));

      assertThat(refusal(() -> queueing.run(command(directory), false)))
          .isEqualTo(new Violation.WrongState("directory", "being removed"));
      assertThat(queueing.remove(command(directory)).purpose())
          .as("only asking for its removal again goes on with it")
          .isEqualTo(SyncRun.Purpose.FAREWELL);
    }

    @Test
    void nobodyElseMay() {
      var manager = member(here, owner, "manager", Role.MANAGER);
      var stranger = person("stranger");

      assertThat(
              refusal(
                  () ->
                      queueing.run(new RequestSync.Command(here, manager, directory.id()), false)))
          .isEqualTo(new Violation.NotPermitted("manage_identity_providers"));
      assertThat(
              refusal(
                  () -> queueing.remove(new RequestSync.Command(here, stranger, directory.id()))))
          .isEqualTo(new Violation.NotFound("organization"));
      assertThat(later).isEmpty();
    }

    @Test
    void directoryOfAnotherOrganizationDoesNotExist() {
      var there = found(owner);
      var foreign = save.create(there, owner, description(Directory.People.ALL, MappingLists.NONE));

      assertThat(
              refusal(
                  () -> queueing.run(new RequestSync.Command(here, owner, foreign.id()), false)))
          .isEqualTo(new Violation.NotFound("directory"));
      assertThat(refusal(() -> queueing.remove(new RequestSync.Command(here, owner, foreign.id()))))
          .isEqualTo(new Violation.NotFound("directory"));
    }
  }

  @Nested
  class Reviewing {
    @Test
    void approvedPlanIsAppliedAsItWasMade() {
      var directory = crowd();
      var run = waiting(directory);
      reader.empty();
      later(Duration.ofMinutes(5));

      var done = review.approve(here, owner, run.id());

      isDone(done);
      assertThat(run(run.id())).isEqualTo(done);
      assertThat(role("p9")).isEqualTo(Role.ANNOTATOR);
      assertThat(role("p10")).isEqualTo(Role.DEACTIVATED);
    }

    @Test
    void approvedGroupsAreFollowedThroughARename() {
      var directory = crowd();
      sync(directory);
      save.update(
          here,
          owner,
          directory.id(),
          description(
              Directory.People.MAPPED, roles("annotators", "Annotator", "others", "Manager")),
          true);
      reader.group("annotators", names(10));
      reader.group("others", "p0");
      var run = sync(directory);
      assertThat(run.status()).isEqualTo(Status.NEEDS_REVIEW);
      later(Duration.ofMinutes(5));
      review.approve(here, owner, run.id());
      reader.rename("others", "renamed");

      isDone(sync(directory));

      assertThat(role("p0")).isEqualTo(Role.MANAGER);
    }

    @Test
    void freedSeatsAreGivenToThoseWhoWait() {
      var small = found(organization(owner, seats(21)));
      var names = names(20);
      reader.people(names);
      reader.people("late");
      reader.group("annotators", names);
      reader.group("managers");
      var directory =
          save.create(
              small,
              owner,
              description(
                  Directory.People.MAPPED,
                  roles("annotators", "Annotator", "managers", "Manager")));
      var command = new RequestSync.Command(small, owner, directory.id());
      request.run(command, false);
      reader.group("annotators", names(10));
      reader.group("managers", "late");
      later(Duration.ofHours(1));
      var run = request.run(command, false);

      review.approve(small, owner, run.id());

      assertThat(role(small, imported("late"))).isEqualTo(Role.MANAGER);
    }

    @Test
    void stalePlanIsRefusedAndStillWaits() {
      var run = waiting(crowd());
      change(
          here,
          List.of(owner, imported("p15")),
          occasion(owner, 200),
          slice -> slice.changeRole(owner, imported("p15"), Role.REVIEWER));

      assertThat(refusal(() -> review.approve(here, owner, run.id())))
          .isEqualTo(new Violation.PlanIsStale());

      assertThat(run(run.id())).isEqualTo(run);
      assertThat(role("p10")).isEqualTo(Role.ANNOTATOR);
    }

    @Test
    void planOlderThanTheMappingsIsStale() {
      var directory = crowd();
      var run = waiting(directory);
      save.update(
          here,
          owner,
          directory.id(),
          description(Directory.People.MAPPED, roles("annotators", "Reviewer")),
          true);

      assertThat(refusal(() -> review.approve(here, owner, run.id())))
          .isEqualTo(new Violation.PlanIsStale());
    }

    @Test
    void discardedPlanChangesNobody() {
      var run = waiting(crowd());
      var before = everybody();

      var discarded = review.discard(here, owner, run.id());

      assertThat(discarded.status()).isEqualTo(Status.DISCARDED);
      assertThat(discarded.reason().code()).isEqualTo("discarded");
      assertThat(run(run.id())).isEqualTo(discarded);
      assertThat(everybody()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NEEDS_REVIEW")
    void onlyAWaitingPlanCanBeReviewed(Status status) {
      var run = waiting(crowd());
      world.runs().update(run.ended(status, null, world.clock().instant()));

      assertThat(refusal(() -> review.approve(here, owner, run.id())))
          .isEqualTo(new Violation.WrongState("sync run", status.code()));
      assertThat(refusal(() -> review.discard(here, owner, run.id())))
          .isEqualTo(new Violation.WrongState("sync run", status.code()));
    }

    @Test
    void farewellTooLargeWaitsAndIsApproved() {
      var directory = crowd();
      sync(directory);
      later(Duration.ofHours(1));
      var run = run(request.remove(command(directory)).id());
      assertThat(run.status()).isEqualTo(Status.NEEDS_REVIEW);
      assertThat(role("p0")).isEqualTo(Role.ANNOTATOR);

      isDone(review.approve(here, owner, run.id()));

      assertThat(world.directories().all(here)).isEmpty();
      assertThat(role("p0")).isEqualTo(Role.DEACTIVATED);
    }

    @Test
    void discardedFarewellTakesTheDirectoryBackIntoUse() {
      var directory = crowd();
      sync(directory);
      later(Duration.ofHours(1));
      var run = run(request.remove(command(directory)).id());

      review.discard(here, owner, run.id());

      var kept = world.directories().find(here, directory.id()).orElseThrow();
      assertThat(kept.state()).isEqualTo(Directory.State.ACTIVE);
      assertThat(role("p0")).isEqualTo(Role.ANNOTATOR);
      var next = sync(kept);
      isDone(next);
      assertThat(next.purpose()).isEqualTo(SyncRun.Purpose.SYNC);
    }

    @Test
    void nobodyElseMay() {
      var run = waiting(crowd());
      var manager = member(here, owner, "manager", Role.MANAGER);
      var stranger = person("stranger");

      assertThat(refusal(() -> review.approve(here, manager, run.id())))
          .isEqualTo(new Violation.NotPermitted("manage_identity_providers"));
      assertThat(refusal(() -> review.discard(here, stranger, run.id())))
          .isEqualTo(new Violation.NotFound("organization"));
    }

    @Test
    void runOfAnotherOrganizationDoesNotExist() {
      var run = waiting(crowd());
      var there = found(owner);

      assertThat(refusal(() -> review.approve(there, owner, run.id())))
          .isEqualTo(new Violation.NotFound("sync run"));
      assertThat(refusal(() -> review.discard(here, owner, new SyncRunId(999_999))))
          .isEqualTo(new Violation.NotFound("sync run"));
    }
  }

  @Nested
  class ReadingRuns {
    private final ReadSyncRuns read = new ReadSyncRuns(access, world.directories(), runs);

    @Test
    void newestComesFirst() {
      var directory = crowd();
      var first = sync(directory);
      var second = sync(directory);

      assertThat(read.ofDirectory(here, owner, directory.id(), ALL).items())
          .containsExactly(second, first);
      assertThat(read.ofDirectory(here, owner, directory.id(), new Page.Request(2, 1)).items())
          .containsExactly(first);
      assertThat(read.one(here, owner, first.id())).isEqualTo(first);
    }

    @Test
    void changesAreThoseOfAccessUnlessAskedOtherwise() {
      var directory = crowd();
      sync(directory);
      change(
          here,
          List.of(owner, imported("p0")),
          occasion(owner, 90),
          slice -> slice.changeRole(owner, imported("p0"), Role.REVIEWER));
      reader.group("annotators", Arrays.copyOfRange(names(20), 1, 19));
      var run = sync(directory);

      var changes = read.changes(here, owner, run.id(), Set.of(), ALL).items();
      var recorded =
          read.changes(here, owner, run.id(), Set.of(PlannedChange.Kind.RECORDED), ALL).items();

      assertThat(changes)
          .extracting(SyncRunRepository.ChangeRow::email)
          .containsExactly("p19@corp.example.com");
      assertThat(recorded)
          .as("the pin of an administrator stays")
          .extracting(SyncRunRepository.ChangeRow::email)
          .containsExactly("p0@corp.example.com");
    }

    @Test
    void problemsAreListed() {
      reader.person("ann", List.of(), false);
      reader.group("annotators", "ann");
      var run = sync(connect("annotators", "Annotator"));

      assertThat(read.problems(here, owner, run.id(), ALL).items()).hasSize(1);
    }

    @Test
    void nobodyElseMay() {
      var directory = crowd();
      var run = sync(directory);
      var manager = member(here, owner, "manager", Role.MANAGER);

      assertThat(refusal(() -> read.ofDirectory(here, manager, directory.id(), ALL)))
          .isEqualTo(new Violation.NotPermitted("manage_identity_providers"));
      assertThat(refusal(() -> read.changes(here, manager, run.id(), Set.of(), ALL)))
          .isEqualTo(new Violation.NotPermitted("manage_identity_providers"));
    }

    @Test
    void whatBelongsToAnotherOrganizationDoesNotExist() {
      var directory = crowd();
      var run = sync(directory);
      var there = found(owner);

      assertThat(refusal(() -> read.ofDirectory(there, owner, directory.id(), ALL)))
          .isEqualTo(new Violation.NotFound("directory"));
      assertThat(refusal(() -> read.ofDirectory(here, owner, new ProviderId(999_999), ALL)))
          .isEqualTo(new Violation.NotFound("directory"));
      assertThat(refusal(() -> read.one(there, owner, run.id())))
          .isEqualTo(new Violation.NotFound("sync run"));
      assertThat(refusal(() -> read.problems(there, owner, run.id(), ALL)))
          .isEqualTo(new Violation.NotFound("sync run"));
    }
  }

  @Nested
  class FailingAbandonedRuns {
    private final FailAbandonedRuns fail =
        new FailAbandonedRuns(runs, world.atomically(), world.clock());
    private final Directory directory = connect("annotators", "Annotator");

    private SyncRun lost(Status status) {
      var run =
          new SyncRun(
              world.ids().nextRun(),
              here,
              directory.id(),
              status,
              false,
              SyncRun.Purpose.SYNC,
              owner,
              SyncRun.Progress.WAITING,
              SyncCounts.NONE,
              null,
              SyncRun.Seconds.NONE,
              world.clock().instant(),
              null);
      world.runs().start(run);
      return run;
    }

    @Test
    void runWhoseProcessIsGoneFails() {
      var run = lost(Status.READING);

      fail.execute();

      assertThat(run(run.id()).status()).isEqualTo(Status.FAILED);
      assertThat(run(run.id()).reason().code()).isEqualTo("node-lost");
      assertThat(run(run.id()).finishedAt()).isEqualTo(world.clock().instant());
    }

    @Test
    void nextRunIsNotHeldUp() {
      lost(Status.APPLYING);

      fail.execute();

      isDone(sync(directory));
    }

    @Test
    void runThatGoesOnIsLeftAlone() {
      var run = lost(Status.READING);
      try (var stage = world.staging().open(run, directory).orElseThrow()) {
        assertThat(stage).isNotNull();
        fail.execute();
      }

      assertThat(run(run.id()).status()).isEqualTo(Status.READING);
    }

    @Test
    void endedRunsAndWaitingPlansAreLeftAlone() {
      var run = sync(directory);

      fail.execute();

      assertThat(run(run.id())).isEqualTo(run);
    }
  }
}
