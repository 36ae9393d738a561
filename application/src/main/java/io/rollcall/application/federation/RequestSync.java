package io.rollcall.application.federation;

import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.Background;
import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.DirectoryRepository;
import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.SyncRunRepository;
import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.Directory.State;
import io.rollcall.domain.federation.SyncCounts;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;

/** Asks for a run of a directory, which then goes on in the background. */
@ApplicationScoped
public class RequestSync {
  private final DirectoryAccess access;
  private final DirectoryRepository directories;
  private final SyncRunRepository runs;
  private final SyncDirectory sync;
  private final Background background;
  private final Atomically atomically;
  private final IdSource ids;
  private final InstantSource clock;
  private final ChangeNotes notes;

  RequestSync(
      DirectoryAccess access,
      DirectoryRepository directories,
      SyncRunRepository runs,
      SyncDirectory sync,
      Background background,
      Atomically atomically,
      IdSource ids,
      InstantSource clock,
      ChangeNotes notes) {
    this.access = access;
    this.directories = directories;
    this.runs = runs;
    this.sync = sync;
    this.background = background;
    this.atomically = atomically;
    this.ids = ids;
    this.clock = clock;
    this.notes = notes;
  }

  public record Command(OrganizationId organization, UserId actor, ProviderId directory) {}

  /**
   * @param dryRun whether to stop at the plan
   * @return the run, queued
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code RunInProgress}, {@code WrongState} for a directory that is being removed
   */
  public SyncRun run(Command command, boolean dryRun) {
    return start(
        atomically.get(
            () -> {
              if (lock(command).state() == State.REMOVING) {
                throw new Violation.WrongState("directory", "being removed").refused();
              }
              return queue(command, SyncRun.Purpose.SYNC, dryRun);
            }));
  }

  /**
   * Removes a directory. What it gave ends through a last run, within the removal budget like any
   * other; the directory goes when that run is applied. One that gave nothing yet goes by the same
   * run. Asking again after a run that failed makes another.
   *
   * @return the last run, queued
   */
  public SyncRun remove(Command command) {
    return start(
        atomically.get(
            () -> {
              directories.save(lock(command).in(State.REMOVING));
              return queue(command, SyncRun.Purpose.FAREWELL, false);
            }));
  }

  private Directory lock(Command command) {
    return access.require(
        command.organization(),
        command.actor(),
        "directory",
        () -> directories.lock(command.organization(), command.directory()));
  }

  private SyncRun queue(Command command, SyncRun.Purpose purpose, boolean dryRun) {
    var run =
        new SyncRun(
            ids.nextRun(),
            command.organization(),
            command.directory(),
            SyncRun.Status.QUEUED,
            dryRun,
            purpose,
            command.actor(),
            SyncRun.Progress.WAITING,
            SyncCounts.NONE,
            null,
            SyncRun.Seconds.NONE,
            clock.instant(),
            null);
    runs.start(run);
    notes.changed(
        Change.created(
            "sync_run",
            run.id().value(),
            Map.of(
                "directory", command.directory().value(),
                "dry_run", dryRun,
                "purpose", purpose.name().toLowerCase(Locale.ROOT))));
    return run;
  }

  private SyncRun start(SyncRun run) {
    background.run("sync run " + run.id(), () -> sync.execute(run));
    return run;
  }
}
