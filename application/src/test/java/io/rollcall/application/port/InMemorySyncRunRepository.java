package io.rollcall.application.port;

import io.rollcall.application.port.InMemoryTables.Change;
import io.rollcall.domain.federation.PlannedChange;
import io.rollcall.domain.federation.SyncProblem;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.federation.SyncRun.Reason;
import io.rollcall.domain.federation.SyncRun.Status;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.SyncRunId;
import io.rollcall.domain.membership.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Not final: a test may want to watch, or to change something between two steps of a run. */
public class InMemorySyncRunRepository implements SyncRunRepository {
  private static final Duration QUEUED = Duration.ofMinutes(1);

  private final InMemoryWorld world;

  public InMemorySyncRunRepository(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public void start(SyncRun run) {
    var others = of(run.organization(), run.directory()).toList();
    others.stream()
        .filter(other -> other.status().isUnderWay())
        .findFirst()
        .ifPresent(
            other -> {
              throw new Violation.RunInProgress(other.id()).refused();
            });
    others.stream()
        .filter(other -> other.status() == Status.NEEDS_REVIEW)
        .forEach(
            other ->
                update(
                    other.ended(
                        Status.DISCARDED,
                        new Reason("superseded", "A newer run took its place."),
                        run.startedAt())));
    world.tables.runs.put(run.id(), run);
  }

  @Override
  public void update(SyncRun run) {
    var stored = world.tables.runs.get(run.id());
    if (stored == null) {
      throw new IllegalStateException("no such run");
    }
    if (InMemoryDeletedOrganizationRepository.RUN_ENDED.equals(stored.reason())) {
      throw new Violation.NotFound("organization").refused();
    }
    world.tables.runs.put(run.id(), run);
  }

  @Override
  public Optional<SyncRun> find(OrganizationId organization, SyncRunId id) {
    return Optional.ofNullable(world.tables.runs.get(id))
        .filter(run -> run.organization().equals(organization));
  }

  @Override
  public Optional<SyncRun> lock(OrganizationId organization, SyncRunId id) {
    return find(organization, id);
  }

  @Override
  public Page<SyncRun> runs(OrganizationId organization, ProviderId directory, Page.Request page) {
    return InMemoryPages.of(of(organization, directory).toList(), page);
  }

  @Override
  public Map<String, Integer> lastListedByBase(OrganizationId organization, ProviderId directory) {
    return of(organization, directory)
        .filter(run -> run.status() == Status.DONE || run.status() == Status.UNDONE)
        .flatMap(run -> Optional.ofNullable(world.tables.listedByBase.get(run.id())).stream())
        .findFirst()
        .orElse(Map.of());
  }

  @Override
  public Map<MappingId, String> groupIds(OrganizationId organization, SyncRunId run) {
    return find(organization, run).isPresent()
        ? world.tables.groupIds.getOrDefault(run, Map.of())
        : Map.of();
  }

  @Override
  public void recordFindings(
      OrganizationId organization,
      SyncRunId run,
      Map<String, Integer> listedByBase,
      Map<MappingId, String> groupIds) {
    world.tables.listedByBase.put(run, Map.copyOf(listedByBase));
    world.tables.groupIds.put(run, Map.copyOf(groupIds));
  }

  /** The newest first. */
  private Stream<SyncRun> of(OrganizationId organization, ProviderId directory) {
    return world.tables.runs.values().stream()
        .filter(run -> run.organization().equals(organization) && run.directory().equals(directory))
        .sorted(Comparator.comparing(SyncRun::id).reversed());
  }

  @Override
  public Page<ChangeRow> changes(
      OrganizationId organization,
      SyncRunId run,
      Set<PlannedChange.Kind> kinds,
      Page.Request page) {
    var plan = world.tables.plans.get(run);
    if (plan == null || find(organization, run).isEmpty()) {
      return new Page<>(List.of(), 0);
    }
    return InMemoryPages.of(
        plan.changes().stream()
            .filter(change -> kinds.isEmpty() || kinds.contains(change.planned().kind()))
            .map(this::row)
            .sorted(Comparator.comparing(ChangeRow::kind).thenComparing(ChangeRow::email))
            .toList(),
        page);
  }

  private ChangeRow row(Change change) {
    var planned = change.planned();
    var known = world.users().find(planned.after().user());
    var email =
        known
            .map(user -> user.email().value())
            .orElseGet(() -> String.valueOf(change.person().email()));
    var before = planned.before();
    return new ChangeRow(
        known.map(user -> user.id().value()).orElse(null),
        email,
        name(known.map(User::profile).orElseGet(() -> change.person().profile())),
        planned.kind(),
        before == null ? null : access(before),
        access(planned.after()),
        planned.because());
  }

  private static String name(User.Profile profile) {
    var name = (profile.firstName() + " " + profile.lastName()).strip();
    return name.isEmpty() ? profile.username() : name;
  }

  private AccessRow access(Membership member) {
    return new AccessRow(
        member.role(),
        member.entitled().workspaces().stream()
            .map(id -> world.tables.workspaces.get(id).title())
            .sorted()
            .toList(),
        member.entitled().projects().entrySet().stream()
            .map(
                entry ->
                    new ProjectRow(
                        entry.getKey().value(),
                        world.tables.projects.get(entry.getKey()).title(),
                        entry.getValue().title()))
            .sorted(Comparator.comparing(ProjectRow::id))
            .toList());
  }

  @Override
  public Page<SyncProblem> problems(OrganizationId organization, SyncRunId run, Page.Request page) {
    var plan = world.tables.plans.get(run);
    return InMemoryPages.of(
        plan == null || find(organization, run).isEmpty() ? List.of() : plan.problems(), page);
  }

  /** A queued run has no process yet, but for a moment only. */
  @Override
  public List<SyncRun> abandoned() {
    return world.tables.runs.values().stream()
        .filter(run -> run.status().isUnderWay() && !world.locked.contains(run.directory()))
        .filter(
            run ->
                run.status() != Status.QUEUED
                    || run.startedAt().isBefore(Instant.now().minus(QUEUED)))
        .toList();
  }
}
