package io.rollcall.application.federation;

import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.DirectoryReader;
import io.rollcall.application.port.DirectoryRepository;
import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.SyncRunRepository;
import io.rollcall.application.port.SyncStaging;
import io.rollcall.application.port.SyncStaging.Stage;
import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.ReadFailed;
import io.rollcall.domain.federation.RemovalBudget;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.federation.SyncRun.Reason;
import io.rollcall.domain.federation.SyncRun.Status;
import io.rollcall.domain.membership.RuleViolated;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.time.InstantSource;

/**
 * One run of a directory: READ → RESOLVE → PLAN → APPLY, or a plan that waits for review. Absence
 * is never inferred from failure: whatever goes wrong, nothing changes and the run says why. No
 * transaction is open while the directory is read.
 */
@ApplicationScoped
public class SyncDirectory {
  private static final System.Logger LOG = System.getLogger(SyncDirectory.class.getName());

  /** A plan that became stale between PLAN and APPLY is made anew, but not for ever. */
  private static final int ATTEMPTS = 3;

  private final DirectoryRepository directories;
  private final OrganizationRepository organizations;
  private final SyncRunRepository runs;
  private final SyncStaging staging;
  private final DirectoryReader reader;
  private final ApplySyncPlan apply;
  private final RunSlots slots;
  private final Atomically atomically;
  private final IdSource ids;
  private final InstantSource clock;

  SyncDirectory(
      DirectoryRepository directories,
      OrganizationRepository organizations,
      SyncRunRepository runs,
      SyncStaging staging,
      DirectoryReader reader,
      ApplySyncPlan apply,
      RunSlots slots,
      Atomically atomically,
      IdSource ids,
      InstantSource clock) {
    this.directories = directories;
    this.organizations = organizations;
    this.runs = runs;
    this.staging = staging;
    this.reader = reader;
    this.apply = apply;
    this.slots = slots;
    this.atomically = atomically;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Carries a queued run out to its end. Never throws for what a directory does; the run's status
   * tells.
   */
  public void execute(SyncRun queued) {
    var progress = new RunProgress(queued, runs, clock);
    try (var _ = slots.take(queued.organization())) {
      attempt(progress);
    } catch (RunSlots.NoneFree none) {
      fail(progress, new Reason("busy", String.valueOf(none.getMessage())));
    } catch (ReadFailed failed) {
      fail(progress, new Reason(failed.failure().code(), String.valueOf(failed.getMessage())));
    } catch (RuleViolated refused) {
      fail(progress, new Reason(refused.violation().code(), refused.violation().message()));
    } catch (RuntimeException unexpected) {
      LOG.log(Level.ERROR, "Sync run " + queued.id() + " failed unexpectedly", unexpected);
      fail(
          progress,
          new Reason(
              "internal-error",
              "An unexpected error; the server's log has it under this run's id."));
    }
  }

  private void attempt(RunProgress progress) {
    for (int attempt = 1; ; attempt++) {
      var directory = directory(progress.run());
      try (var stage = open(progress.run(), directory)) {
        work(progress, directory, stage);
        return;
      } catch (RuleViolated stale) {
        if (!(stale.violation() instanceof Violation.PlanIsStale) || attempt == ATTEMPTS) {
          throw stale;
        }
        LOG.log(
            Level.INFO,
            "Sync run {0}: members changed meanwhile, planning anew",
            progress.run().id());
      }
    }
  }

  private Directory directory(SyncRun run) {
    return atomically.get(
        () ->
            directories
                .find(run.organization(), run.directory())
                .orElseThrow(() -> new Violation.NotFound("directory").refused()));
  }

  private Stage open(SyncRun run, Directory directory) {
    return staging
        .open(run, directory)
        .orElseThrow(() -> new Violation.RunInProgress(run.id()).refused());
  }

  private void work(RunProgress progress, Directory directory, Stage stage) {
    var organization =
        atomically.get(
            () ->
                organizations
                    .find(directory.organization())
                    .orElseThrow(() -> new Violation.NotFound("organization").refused()));
    var planning = new SyncPlanning(directory, organization, stage, reader, progress, ids, clock);
    switch (progress.run().purpose()) {
      case SYNC ->
          planning.read(
              atomically.get(
                  () -> runs.lastListedByBase(directory.organization(), directory.id())));
      case FAREWELL -> planning.readNothing();
    }
    planning.plan();
    atomically.run(
        () ->
            runs.recordFindings(
                directory.organization(),
                progress.run().id(),
                planning.listedByBase(),
                planning.groupIds()));
    conclude(progress, directory, planning);
  }

  private void conclude(RunProgress progress, Directory directory, SyncPlanning planning) {
    int members = atomically.get(() -> staging.members(progress.run()));
    int losing = progress.run().counts().losingAccess();
    var budget = directory.removalBudget();
    if (progress.run().dryRun()) {
      planning.time();
      finish(progress.finished(Status.DONE, new Reason("dry-run", dry(budget, losing, members))));
    } else if (!budget.covers(losing, members)) {
      var text =
          overBudget(budget, losing, members) + " Look at the plan, then approve or discard it.";
      planning.time();
      finish(progress.finished(Status.NEEDS_REVIEW, new Reason("removal-budget", text)));
    } else {
      apply(progress, planning);
    }
  }

  private static String dry(RemovalBudget budget, int losing, int members) {
    var nothing = "A dry run changes nothing.";
    return budget.covers(losing, members)
        ? nothing
        : nothing + " A run would wait for review: " + overBudget(budget, losing, members);
  }

  private static String overBudget(RemovalBudget budget, int losing, int members) {
    return "%,d of %,d members would lose access; a run may take it from %,d."
        .formatted(losing, members, budget.allowed(members));
  }

  private void apply(RunProgress progress, SyncPlanning planning) {
    planning.time();
    progress.begin(Status.APPLYING, "apply", null);
    apply.execute(progress.run(), planning.occasion());
  }

  private void fail(RunProgress progress, Reason reason) {
    LOG.log(
        Level.WARNING,
        "Sync run {0} failed, nothing changed: {1}: {2}",
        progress.run().id(),
        reason.code(),
        reason.text());
    try {
      runs.update(progress.finished(Status.FAILED, reason));
    } catch (RuleViolated gone) {
      // The organization was deleted, and the run is marked as failed with it.
      LOG.log(Level.INFO, "Sync run {0}: {1}", progress.run().id(), gone.violation().message());
    }
  }

  private void finish(SyncRun run) {
    runs.update(run);
    LOG.log(
        Level.INFO,
        "Sync run {0} {1}: {2} people, {3} groups read; {4}",
        run.id(),
        run.status().code(),
        run.counts().peopleRead(),
        run.counts().groupsRead(),
        run.reason() == null ? "applied" : run.reason().text());
  }
}
