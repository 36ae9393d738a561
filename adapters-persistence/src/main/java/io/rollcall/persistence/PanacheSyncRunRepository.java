package io.rollcall.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.SyncRunRepository;
import io.rollcall.domain.federation.PlannedChange;
import io.rollcall.domain.federation.SyncProblem;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.SyncRunId;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs: each an entity; plans and problems are read as rows. */
@ApplicationScoped
@Transactional
class PanacheSyncRunRepository implements SyncRunRepository, ShortLived<SyncRunEntity, TenantKey> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};
  private static final String ONE = "key.organization = ?1 and key.id = ?2";

  private final Tenancy tenancy;
  private final Jdbc jdbc;
  private final Atomically atomically;
  private final PlanRows plans;

  PanacheSyncRunRepository(Tenancy tenancy, Jdbc jdbc, Atomically atomically, PlanRows plans) {
    this.tenancy = tenancy;
    this.jdbc = jdbc;
    this.atomically = atomically;
    this.plans = plans;
  }

  @Override
  public void start(SyncRun run) {
    var requestedBy = run.requestedBy();
    int added =
        tenancy.change(
            run.organization(),
            """
            insert into sync_run (organization_id, id, provider_id, status, dry_run, purpose, requested_by, phase,
              done, total, per_second, counts, started_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
            on conflict (organization_id, provider_id) where status in ('queued', 'reading', 'planning', 'applying')
              do nothing""",
            run.organization().value(),
            run.id().value(),
            run.directory().value(),
            run.status().code(),
            run.dryRun(),
            Codes.of(run.purpose()),
            requestedBy == null ? null : requestedBy.value(),
            run.progress().phase(),
            run.progress().done(),
            run.progress().total(),
            run.progress().perSecond(),
            SyncRunEntity.Counts.write(run.counts()),
            run.startedAt());
    if (added == 0) {
      throw new Violation.RunInProgress(underWay(run.organization(), run.directory())).refused();
    }
    discardPlans(run);
  }

  private SyncRunId underWay(OrganizationId organization, ProviderId directory) {
    return tenancy
        .first(
            organization,
            """
            select r.id from sync_run r where r.organization_id = ? and r.provider_id = ?
              and r.status in ('queued', 'reading', 'planning', 'applying')""",
            row -> new SyncRunId(row.getLong("id")),
            organization.value(),
            directory.value())
        .orElseThrow();
  }

  private void discardPlans(SyncRun run) {
    tenancy.change(
        run.organization(),
        """
        update sync_run set status = 'discarded', reason_code = 'superseded',
          reason_text = 'A newer run took its place.', finished_at = ?
        where organization_id = ? and provider_id = ? and status = 'needs_review' and id <> ?""",
        run.startedAt(),
        run.organization().value(),
        run.directory().value(),
        run.id().value());
  }

  @Override
  public void update(SyncRun run) {
    tenancy.enter(run.organization());
    var row =
        find(ONE, run.organization().value(), run.id().value())
            .withLock(LockModeType.PESSIMISTIC_WRITE)
            .singleResult();
    if (row.hasFailedBecause(SqlDeletedOrganizationRepository.RUN_ENDED)) {
      throw new Violation.NotFound("organization").refused();
    }
    row.change(run);
    flush();
    getEntityManager().clear();
  }

  @Override
  public Optional<SyncRun> find(OrganizationId organization, SyncRunId id) {
    tenancy.enter(organization);
    return one(SyncRunEntity::toRun, ONE, organization.value(), id.value());
  }

  @Override
  public Optional<SyncRun> lock(OrganizationId organization, SyncRunId id) {
    tenancy.enter(organization);
    var run =
        find(ONE, organization.value(), id.value())
            .withLock(LockModeType.PESSIMISTIC_WRITE)
            .firstResultOptional()
            .map(SyncRunEntity::toRun);
    getEntityManager().clear();
    return run;
  }

  @Override
  public Page<SyncRun> runs(OrganizationId organization, ProviderId directory, Page.Request page) {
    tenancy.enter(organization);
    var ofDirectory = "key.organization = ?1 and provider = ?2";
    long total = count(ofDirectory, organization.value(), directory.value());
    var runs =
        find(ofDirectory + " order by key.id desc", organization.value(), directory.value())
            .page(page.number() - 1, page.size())
            .stream()
            .map(SyncRunEntity::toRun)
            .toList();
    getEntityManager().clear();
    return new Page<>(runs, total);
  }

  @Override
  public Map<String, Integer> lastListedByBase(OrganizationId organization, ProviderId directory) {
    return tenancy
        .first(
            organization,
            """
            select r.listed_by_base from sync_run r
            where r.organization_id = ? and r.provider_id = ? and r.status in ('done', 'undone')
              and r.listed_by_base is not null
            order by r.id desc limit 1""",
            row -> counts(row.getString("listed_by_base")),
            organization.value(),
            directory.value())
        .orElse(Map.of());
  }

  @Override
  public Map<MappingId, String> groupIds(OrganizationId organization, SyncRunId run) {
    return tenancy
        .list(
            organization,
            """
            select g.key::bigint as mapping, g.value as group_id
            from sync_run r cross join jsonb_each_text(r.group_ids) g where r.organization_id = ? and r.id = ?""",
            row -> Map.entry(new MappingId(row.getLong("mapping")), row.getString("group_id")),
            organization.value(),
            run.value())
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public void recordFindings(
      OrganizationId organization,
      SyncRunId run,
      Map<String, Integer> listedByBase,
      Map<MappingId, String> groupIds) {
    tenancy.change(
        organization,
        "update sync_run set listed_by_base = ?::jsonb, group_ids = ?::jsonb where organization_id = ? and id = ?",
        json(listedByBase),
        json(
            groupIds.entrySet().stream()
                .collect(Collectors.toMap(id -> id.getKey().toString(), Map.Entry::getValue))),
        organization.value(),
        run.value());
  }

  @Override
  public Page<ChangeRow> changes(
      OrganizationId organization,
      SyncRunId run,
      Set<PlannedChange.Kind> kinds,
      Page.Request page) {
    return plans.changes(organization, run, kinds, page);
  }

  @Override
  public Page<SyncProblem> problems(OrganizationId organization, SyncRunId run, Page.Request page) {
    return plans.problems(organization, run, page);
  }

  /**
   * A queued run has no process yet, but for a moment only. Each run is read in a transaction of
   * its own, since a transaction enters one organization.
   */
  @Override
  @Transactional(Transactional.TxType.NOT_SUPPORTED)
  public List<SyncRun> abandoned() {
    return jdbc
        .list(
            "select r.organization_id, r.id from runs_under_way() r where not "
                + DirectoryLock.isHeld("r.organization_id", "r.provider_id"),
            row -> TenantKey.of(new OrganizationId(row.getLong(1)), row.getLong(2)))
        .stream()
        .map(key -> atomically.get(() -> abandoned(key)))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<SyncRun> abandoned(TenantKey run) {
    var organization = new OrganizationId(run.organization());
    boolean underWay =
        tenancy
            .first(
                organization,
                """
                select from sync_run r where r.organization_id = ? and r.id = ?
                  and (r.status in ('reading', 'planning', 'applying')
                    or r.status = 'queued' and r.started_at < now() - interval '1 minute')
                  and not\s"""
                    + DirectoryLock.isHeld("r.organization_id", "r.provider_id"),
                row -> true,
                run.organization(),
                run.id())
            .isPresent();
    return underWay ? find(organization, new SyncRunId(run.id())) : Optional.empty();
  }

  private static Map<String, Integer> counts(String json) {
    try {
      return JSON.readValue(json, COUNTS);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("stored counts of bases cannot be read", broken);
    }
  }

  private static String json(Map<String, ?> values) {
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
