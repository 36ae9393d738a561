package io.rollcall.domain.federation;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.SyncRunId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One run of a directory sync.
 *
 * @param requestedBy null when no person asked for it
 * @param reason why nothing was applied; null when everything was
 */
public record SyncRun(
    SyncRunId id,
    OrganizationId organization,
    ProviderId directory,
    Status status,
    boolean dryRun,
    Purpose purpose,
    @Nullable UserId requestedBy,
    Progress progress,
    SyncCounts counts,
    @Nullable Reason reason,
    Seconds seconds,
    Instant startedAt,
    @Nullable Instant finishedAt) {

  /** The same run under way. */
  public SyncRun at(Status changed, Progress where) {
    return new SyncRun(
        id,
        organization,
        directory,
        changed,
        dryRun,
        purpose,
        requestedBy,
        where,
        counts,
        reason,
        seconds,
        startedAt,
        null);
  }

  /** The same run at its end, or waiting for review. */
  public SyncRun ended(Status changed, @Nullable Reason why, Instant when) {
    return new SyncRun(
        id,
        organization,
        directory,
        changed,
        dryRun,
        purpose,
        requestedBy,
        progress,
        counts,
        why,
        seconds,
        startedAt,
        when);
  }

  public SyncRun counted(SyncCounts changed) {
    return new SyncRun(
        id,
        organization,
        directory,
        status,
        dryRun,
        purpose,
        requestedBy,
        progress,
        changed,
        reason,
        seconds,
        startedAt,
        finishedAt);
  }

  public SyncRun timed(Seconds taken) {
    return new SyncRun(
        id,
        organization,
        directory,
        status,
        dryRun,
        purpose,
        requestedBy,
        progress,
        counts,
        reason,
        taken,
        startedAt,
        finishedAt);
  }

  /** Where a run stands. */
  public enum Status {
    QUEUED,
    READING,
    PLANNING,
    NEEDS_REVIEW,
    APPLYING,
    DONE,
    FAILED,
    DISCARDED,
    UNDONE;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Status ofCode(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Whether a process is working on it. */
    public boolean isUnderWay() {
      return switch (this) {
        case QUEUED, READING, PLANNING, APPLYING -> true;
        case NEEDS_REVIEW, DONE, FAILED, DISCARDED, UNDONE -> false;
      };
    }
  }

  /** What a run is for. */
  public enum Purpose {
    SYNC,
    /** The last run of a directory that is being removed: everything it gave ends. */
    FAREWELL
  }

  /**
   * How far it is.
   *
   * @param total null while unknown
   * @param perSecond of the current phase
   */
  public record Progress(String phase, long done, @Nullable Long total, long perSecond) {
    public static final Progress WAITING = new Progress("queued", 0, null, 0);
  }

  /**
   * @param code stable, kebab-case: a {@link ReadFailure#code()}, {@code removal-budget}, {@code
   *     dry-run}, {@code superseded}, …
   * @param text for an administrator
   */
  public record Reason(String code, String text) {}

  /** How long each phase took, in seconds. */
  public record Seconds(double read, double resolve, double plan, double apply) {
    public static final Seconds NONE = new Seconds(0, 0, 0, 0);
  }
}
