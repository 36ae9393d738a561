package io.rollcall.application.port;

import io.rollcall.domain.federation.PlannedChange;
import io.rollcall.domain.federation.SyncProblem;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.SyncRunId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs of directory syncs and what they found. */
public interface SyncRunRepository {
  /**
   * Records a new run. A plan of the same directory that waits for review becomes {@code discarded}
   * (superseded).
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code RunInProgress} when a run of it
   *     is under way
   */
  void start(SyncRun run);

  /**
   * Writes everything that changes while a run goes on or ends. Own short transaction when there is
   * none.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound} when the organization
   *     was deleted meanwhile, which ended the run
   */
  void update(SyncRun run);

  Optional<SyncRun> find(OrganizationId organization, SyncRunId id);

  /** The same, locked until the end of the transaction. */
  Optional<SyncRun> lock(OrganizationId organization, SyncRunId id);

  /** The newest first. */
  Page<SyncRun> runs(OrganizationId organization, ProviderId directory, Page.Request page);

  /**
   * Entries per base at the last finished run of the directory, to notice a base that suddenly
   * lists nobody.
   */
  Map<String, Integer> lastListedByBase(OrganizationId organization, ProviderId directory);

  /**
   * The stable id of the group that each mapping was resolved to in a run; empty before {@link
   * #recordFindings}.
   */
  Map<MappingId, String> groupIds(OrganizationId organization, SyncRunId run);

  /** Remembers for a run what it found out beside its plan. */
  void recordFindings(
      OrganizationId organization,
      SyncRunId run,
      Map<String, Integer> listedByBase,
      Map<MappingId, String> groupIds);

  /** The plan of a run, person by person: the most serious kinds first, then by e-mail. */
  Page<ChangeRow> changes(
      OrganizationId organization, SyncRunId run, Set<PlannedChange.Kind> kinds, Page.Request page);

  Page<SyncProblem> problems(OrganizationId organization, SyncRunId run, Page.Request page);

  /**
   * Runs under way whose process is gone, across organizations: nobody holds the lock of their
   * directory.
   */
  List<SyncRun> abandoned();

  /**
   * @param userId null for somebody whose account the run would create
   */
  record ChangeRow(
      @Nullable Long userId,
      String email,
      String name,
      PlannedChange.Kind kind,
      @Nullable AccessRow before,
      AccessRow after,
      String because) {}

  /** Access in titles, for people to read. */
  record AccessRow(Role role, List<String> workspaces, List<ProjectRow> projects) {}

  record ProjectRow(long id, String title, String role) {}
}
