package io.rollcall.rest.federation;

import io.rollcall.domain.federation.SyncCounts;
import io.rollcall.domain.federation.SyncRun;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One run of a directory sync.
 *
 * @param purpose sync, or farewell for the last run of a directory that is being removed
 * @param reason why nothing was applied
 */
@Schema(name = "LdapSync")
record SyncRunJson(
    long id,
    long directory,
    @Schema(
            enumeration = {
              "queued",
              "reading",
              "planning",
              "needs_review",
              "applying",
              "done",
              "failed",
              "discarded",
              "undone"
            })
        String status,
    boolean dryRun,
    @Schema(enumeration = {"sync", "farewell"}) String purpose,
    ProgressJson progress,
    CountsJson counts,
    @Schema(nullable = true) @Nullable ReasonJson reason,
    Instant startedAt,
    @Schema(nullable = true) @Nullable Instant finishedAt,
    SecondsJson seconds) {

  /** How far the current phase is. */
  @Schema(name = "LdapSyncProgress")
  record ProgressJson(
      String phase, long done, @Schema(nullable = true) @Nullable Long total, long perSecond) {}

  /** What was read and what changes. */
  @Schema(name = "LdapSyncCounts")
  record CountsJson(
      int peopleRead,
      int groupsRead,
      int peopleAdded,
      int grantsAdded,
      int grantsEnded,
      int suspended,
      int resumed,
      int rolesChanged,
      int unchanged,
      int losingAccess,
      int problems) {
    static CountsJson of(SyncCounts counts) {
      return new CountsJson(
          counts.peopleRead(),
          counts.groupsRead(),
          counts.peopleAdded(),
          counts.grantsAdded(),
          counts.grantsEnded(),
          counts.suspended(),
          counts.resumed(),
          counts.rolesChanged(),
          counts.unchanged(),
          counts.losingAccess(),
          counts.problems());
    }
  }

  /** Why, for a program and for an administrator. */
  @Schema(name = "LdapSyncReason")
  record ReasonJson(@Schema(examples = "removal-budget") String code, String text) {}

  /** How long each phase took. */
  @Schema(name = "LdapSyncSeconds")
  record SecondsJson(double read, double resolve, double plan, double apply) {}

  static SyncRunJson of(SyncRun run) {
    var progress = run.progress();
    var reason = run.reason();
    var seconds = run.seconds();
    return new SyncRunJson(
        run.id().value(),
        run.directory().value(),
        run.status().code(),
        run.dryRun(),
        run.purpose().name().toLowerCase(Locale.ROOT),
        new ProgressJson(progress.phase(), progress.done(), progress.total(), progress.perSecond()),
        CountsJson.of(run.counts()),
        reason == null ? null : new ReasonJson(reason.code(), reason.text()),
        run.startedAt(),
        run.finishedAt(),
        new SecondsJson(seconds.read(), seconds.resolve(), seconds.plan(), seconds.apply()));
  }
}
