package io.rollcall.persistence;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.domain.federation.SyncCounts;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.SyncRunId;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code sync_run}, but for what only the staging area reads: the versions a plan was made
 * from, and the people of each base.
 */
@Entity
@DynamicUpdate
@Table(name = "sync_run")
class SyncRunEntity {
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  @EmbeddedId TenantKey key;

  @Column(name = "provider_id")
  long provider;

  @Column(name = "status")
  String status;

  @Column(name = "dry_run")
  boolean dryRun;

  @Column(name = "purpose")
  String purpose;

  @Column(name = "requested_by")
  @Nullable Long requestedBy;

  @Column(name = "phase")
  String phase;

  @Column(name = "done")
  long done;

  @Column(name = "total")
  @Nullable Long total;

  @Column(name = "per_second")
  long perSecond;

  @Column(name = "counts")
  @ColumnTransformer(write = "?::jsonb")
  String counts;

  @Column(name = "reason_code")
  @Nullable String reasonCode;

  @Column(name = "reason_text")
  @Nullable String reasonText;

  @Column(name = "read_seconds")
  double readSeconds;

  @Column(name = "resolve_seconds")
  double resolveSeconds;

  @Column(name = "plan_seconds")
  double planSeconds;

  @Column(name = "apply_seconds")
  double applySeconds;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "finished_at")
  @Nullable Instant finishedAt;

  protected SyncRunEntity() {}

  /** Takes over everything that changes while a run goes on or ends. */
  void change(SyncRun run) {
    status = run.status().code();
    dryRun = run.dryRun();
    phase = run.progress().phase();
    done = run.progress().done();
    total = run.progress().total();
    perSecond = run.progress().perSecond();
    counts = Counts.write(run.counts());
    var reason = run.reason();
    reasonCode = reason == null ? null : reason.code();
    reasonText = reason == null ? null : reason.text();
    readSeconds = run.seconds().read();
    resolveSeconds = run.seconds().resolve();
    planSeconds = run.seconds().plan();
    applySeconds = run.seconds().apply();
    finishedAt = run.finishedAt();
  }

  boolean hasFailedBecause(String code) {
    return code.equals(reasonCode);
  }

  SyncRun toRun() {
    return new SyncRun(
        new SyncRunId(key.id()),
        new OrganizationId(key.organization()),
        new ProviderId(provider),
        SyncRun.Status.ofCode(status),
        dryRun,
        Codes.read(SyncRun.Purpose.class, purpose),
        requestedBy == null ? null : new UserId(requestedBy),
        new SyncRun.Progress(phase, done, total, perSecond),
        Counts.read(counts),
        reason(),
        new SyncRun.Seconds(readSeconds, resolveSeconds, planSeconds, applySeconds),
        startedAt,
        finishedAt);
  }

  private SyncRun.@Nullable Reason reason() {
    return reasonCode == null
        ? null
        : new SyncRun.Reason(reasonCode, reasonText == null ? "" : reasonText);
  }

  /** The counts as JSON. */
  record Counts(
      @JsonProperty("people_read") int peopleRead,
      @JsonProperty("groups_read") int groupsRead,
      @JsonProperty("people_added") int peopleAdded,
      @JsonProperty("grants_added") int grantsAdded,
      @JsonProperty("grants_ended") int grantsEnded,
      @JsonProperty("suspended") int suspended,
      @JsonProperty("resumed") int resumed,
      @JsonProperty("roles_changed") int rolesChanged,
      @JsonProperty("unchanged") int unchanged,
      @JsonProperty("losing_access") int losingAccess,
      @JsonProperty("problems") int problems) {
    static String write(SyncCounts counts) {
      try {
        return JSON.writeValueAsString(
            new Counts(
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
                counts.problems()));
      } catch (JsonProcessingException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    static SyncCounts read(String json) {
      try {
        var counts = JSON.readValue(json, Counts.class);
        return new SyncCounts(
            counts.peopleRead,
            counts.groupsRead,
            counts.peopleAdded,
            counts.grantsAdded,
            counts.grantsEnded,
            counts.suspended,
            counts.resumed,
            counts.rolesChanged,
            counts.unchanged,
            counts.losingAccess,
            counts.problems);
      } catch (JsonProcessingException broken) {
        throw new IllegalStateException("stored counts of a run cannot be read", broken);
      }
    }
  }
}
