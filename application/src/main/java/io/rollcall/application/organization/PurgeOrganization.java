package io.rollcall.application.organization;

import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.DeletedOrganizationRepository;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Deletion;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.util.function.Predicate;

/**
 * Removes all of a deleted organization for good: its rows, and the accounts that only its
 * directories made and that belong nowhere else. A batch is a transaction; what is interrupted, the
 * next purge goes on with, on whichever node.
 */
@ApplicationScoped
public class PurgeOrganization {
  private static final System.Logger LOG = System.getLogger(PurgeOrganization.class.getName());

  /** Well below a second of work, so that nobody waits long for a row of this transaction. */
  private static final int BATCH = 5_000;

  private static final long TELL_EVERY = 100_000;

  private final DeletedOrganizationRepository deletions;
  private final UserRepository users;
  private final Atomically atomically;

  PurgeOrganization(
      DeletedOrganizationRepository deletions, UserRepository users, Atomically atomically) {
    this.deletions = deletions;
    this.users = users;
    this.atomically = atomically;
  }

  /**
   * @param confirmed asked about what would be removed; false leaves it
   */
  public record Command(OrganizationId organization, Predicate<Deletion> confirmed) {}

  /**
   * @param finished false when it was not confirmed, or another process is at it
   */
  public record Outcome(String title, long rows, long accounts, boolean finished) {}

  /**
   * Whether or not its time is up. Not part of a transaction.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound} when there is no such
   *     deleted organization: one that is in use is deleted by its owner first
   */
  public Outcome execute(Command command) {
    var organization = command.organization();
    var deletion = atomically.get(() -> deletion(organization));
    if (!command.confirmed().test(deletion)) {
      return new Outcome(deletion.title(), 0, 0, false);
    }
    atomically.run(
        () -> {
          deletion(organization);
          deletions.beginPurge(organization);
        });
    return purge(deletion);
  }

  private Deletion deletion(OrganizationId organization) {
    return deletions
        .lock(organization)
        .orElseThrow(() -> new Violation.NotFound("deleted organization").refused());
  }

  private Outcome purge(Deletion deletion) {
    var organization = deletion.organization();
    LOG.log(Level.INFO, "Purging organization {0}, deleted {1}", organization, deletion.at());
    long rows = 0;
    long accounts = 0;
    long told = 0;
    var batch = atomically.get(() -> batch(organization));
    while (batch.rows() > 0) {
      rows += batch.rows();
      accounts += batch.forsaken().size();
      if (rows >= told + TELL_EVERY) {
        LOG.log(Level.INFO, "Purging organization {0}: {1} rows removed", organization, rows);
        told = rows;
      }
      batch = atomically.get(() -> batch(organization));
    }
    boolean finished = atomically.get(() -> deletions.lock(organization)).isEmpty();
    LOG.log(
        Level.INFO,
        "Organization {0} {1}: {2} rows removed, {3} accounts erased",
        organization,
        finished ? "is purged" : "is being purged by another process",
        rows,
        accounts);
    return new Outcome(deletion.title(), rows, accounts, finished);
  }

  private DeletedOrganizationRepository.Purged batch(OrganizationId organization) {
    var purged = deletions.purge(organization, BATCH).orElse(NOTHING);
    if (!purged.forsaken().isEmpty()) {
      users.erase(purged.forsaken());
    }
    return purged;
  }

  private static final DeletedOrganizationRepository.Purged NOTHING =
      new DeletedOrganizationRepository.Purged(0, java.util.List.of());
}
