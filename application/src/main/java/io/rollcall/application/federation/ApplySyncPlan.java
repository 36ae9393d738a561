package io.rollcall.application.federation;

import io.rollcall.application.port.DirectoryRepository;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.SyncRunRepository;
import io.rollcall.application.port.SyncStaging;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.federation.SyncRun.Progress;
import io.rollcall.domain.federation.SyncRun.Purpose;
import io.rollcall.domain.federation.SyncRun.Seconds;
import io.rollcall.domain.federation.SyncRun.Status;
import io.rollcall.domain.membership.Occasion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Carries a stored plan out: all of it or nothing, in one transaction that also marks the run as
 * done.
 */
@ApplicationScoped
class ApplySyncPlan {
  private static final System.Logger LOG = System.getLogger(ApplySyncPlan.class.getName());

  private final SyncStaging staging;
  private final OrganizationRepository organizations;
  private final SyncRunRepository runs;
  private final DirectoryRepository directories;
  private final InstantSource clock;

  ApplySyncPlan(
      SyncStaging staging,
      OrganizationRepository organizations,
      SyncRunRepository runs,
      DirectoryRepository directories,
      InstantSource clock) {
    this.staging = staging;
    this.organizations = organizations;
    this.runs = runs;
    this.directories = directories;
    this.clock = clock;
  }

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code PlanIsStale}; nothing changed
   *     then
   */
  @Transactional
  SyncRun execute(SyncRun run, Occasion occasion) {
    var began = clock.instant();
    staging.apply(run, occasion);
    seatWaiting(run, occasion);
    pinGroups(run);
    if (run.purpose() == Purpose.FAREWELL) {
      directories.remove(run.organization(), run.directory());
    }
    var done = done(run, began, clock.instant());
    runs.update(done);
    LOG.log(
        Level.INFO,
        "Sync run {0} applied: {1} people added, {2} grants added, {3} ended, {4} suspended, {5} resumed",
        run.id(),
        run.counts().peopleAdded(),
        run.counts().grantsAdded(),
        run.counts().grantsEnded(),
        run.counts().suspended(),
        run.counts().resumed());
    return done;
  }

  /**
   * From now on a mapping follows the group by its stable id. Only a plan that is carried out says
   * so: one that somebody merely looked at binds nothing.
   */
  private void pinGroups(SyncRun run) {
    directories.pinGroups(run.organization(), runs.groupIds(run.organization(), run.id()));
  }

  /**
   * Seats are given one by one where they are limited; without a limit the plan gave everybody
   * theirs.
   */
  private void seatWaiting(SyncRun run, Occasion occasion) {
    var slice = organizations.lock(run.organization(), List.of(), occasion);
    if (slice.seatsToFill() > 0) {
      slice.seat(organizations.lockWaiting(run.organization(), slice.seatsToFill()));
      organizations.save(slice);
    }
  }

  private static SyncRun done(SyncRun run, Instant began, Instant ended) {
    var taken = run.seconds();
    int people = run.counts().peopleRead();
    return run.at(Status.DONE, new Progress("done", people, (long) people, 0))
        .timed(
            new Seconds(
                taken.read(),
                taken.resolve(),
                taken.plan(),
                Duration.between(began, ended).toNanos() / 1e9))
        .ended(Status.DONE, null, ended);
  }
}
