package io.rollcall.application.federation;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.DirectoryRepository;
import io.rollcall.application.port.SyncRunRepository;
import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.federation.SyncRun.Reason;
import io.rollcall.domain.federation.SyncRun.Status;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.SyncRunId;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Map;

/** What becomes of a plan that waits for somebody to look at it. */
@ApplicationScoped
public class ReviewSync {
  private final DirectoryAccess access;
  private final DirectoryRepository directories;
  private final SyncRunRepository runs;
  private final ApplySyncPlan apply;
  private final InstantSource clock;
  private final ChangeNotes notes;

  ReviewSync(
      DirectoryAccess access,
      DirectoryRepository directories,
      SyncRunRepository runs,
      ApplySyncPlan apply,
      InstantSource clock,
      ChangeNotes notes) {
    this.access = access;
    this.directories = directories;
    this.runs = runs;
    this.apply = apply;
    this.clock = clock;
    this.notes = notes;
  }

  /**
   * Applies exactly this plan, in this transaction.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code WrongState} when it does not wait for review, {@code PlanIsStale} when members or
   *     settings changed since it was made, {@code RunInProgress}
   */
  @Transactional
  public SyncRun approve(OrganizationId organization, UserId actor, SyncRunId id) {
    var run = waiting(organization, actor, id);
    runs.update(run.at(Status.APPLYING, new SyncRun.Progress("apply", 0, null, 0)));
    note(run, "approved");
    return apply.execute(run, new Occasion(clock.instant(), new Recorder.BySync(run.id())));
  }

  /**
   * Throws the plan away. Nobody changes; a directory that was being removed stays, and is in use
   * again.
   */
  @Transactional
  public SyncRun discard(OrganizationId organization, UserId actor, SyncRunId id) {
    var run = waiting(organization, actor, id);
    if (run.purpose() == SyncRun.Purpose.FAREWELL) {
      directories
          .lock(organization, run.directory())
          .map(directory -> directory.in(Directory.State.ACTIVE))
          .ifPresent(directories::save);
    }
    var discarded =
        run.ended(
            Status.DISCARDED,
            new Reason("discarded", "Discarded in review; nothing changed."),
            clock.instant());
    runs.update(discarded);
    note(run, "discarded");
    return discarded;
  }

  private void note(SyncRun run, String outcome) {
    notes.changed(
        Change.between(
            "sync_run",
            run.id().value(),
            Map.of("status", run.status().code()),
            Map.of("status", outcome)));
  }

  private SyncRun waiting(OrganizationId organization, UserId actor, SyncRunId id) {
    var run = access.require(organization, actor, "sync run", () -> runs.lock(organization, id));
    if (run.status() != Status.NEEDS_REVIEW) {
      throw new Violation.WrongState("sync run", run.status().code()).refused();
    }
    return run;
  }
}
