package io.rollcall.application.federation;

import io.rollcall.application.port.DirectoryRepository;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.SyncRunRepository;
import io.rollcall.application.port.SyncRunRepository.ChangeRow;
import io.rollcall.domain.federation.PlannedChange;
import io.rollcall.domain.federation.SyncProblem;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.SyncRunId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.Set;

/** Runs, what they would change or changed, and whom they could not import. */
@ApplicationScoped
public class ReadSyncRuns {
  private static final Set<PlannedChange.Kind> CHANGING_ACCESS =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(PlannedChange.Kind.RECORDED)));

  private final DirectoryAccess access;
  private final DirectoryRepository directories;
  private final SyncRunRepository runs;

  ReadSyncRuns(DirectoryAccess access, DirectoryRepository directories, SyncRunRepository runs) {
    this.access = access;
    this.directories = directories;
    this.runs = runs;
  }

  @Transactional
  public Page<SyncRun> ofDirectory(
      OrganizationId organization, UserId reader, ProviderId directory, Page.Request page) {
    access.require(
        organization, reader, "directory", () -> directories.find(organization, directory));
    return runs.runs(organization, directory, page);
  }

  @Transactional
  public SyncRun one(OrganizationId organization, UserId reader, SyncRunId id) {
    return access.require(organization, reader, "sync run", () -> runs.find(organization, id));
  }

  /**
   * @param kinds empty for all that change somebody's access
   */
  @Transactional
  public Page<ChangeRow> changes(
      OrganizationId organization,
      UserId reader,
      SyncRunId id,
      Set<PlannedChange.Kind> kinds,
      Page.Request page) {
    one(organization, reader, id);
    return runs.changes(organization, id, kinds.isEmpty() ? CHANGING_ACCESS : kinds, page);
  }

  @Transactional
  public Page<SyncProblem> problems(
      OrganizationId organization, UserId reader, SyncRunId id, Page.Request page) {
    one(organization, reader, id);
    return runs.problems(organization, id, page);
  }
}
