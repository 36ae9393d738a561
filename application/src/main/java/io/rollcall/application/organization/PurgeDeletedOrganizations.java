package io.rollcall.application.organization;

import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.DeletedOrganizationRepository;
import io.rollcall.domain.identity.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.time.InstantSource;

/** Purges the deleted organizations whose time is up. Every node may do it at any time. */
@ApplicationScoped
public class PurgeDeletedOrganizations {
  private static final System.Logger LOG =
      System.getLogger(PurgeDeletedOrganizations.class.getName());

  private final DeletedOrganizationRepository deletions;
  private final PurgeOrganization purge;
  private final Atomically atomically;
  private final InstantSource clock;

  PurgeDeletedOrganizations(
      DeletedOrganizationRepository deletions,
      PurgeOrganization purge,
      Atomically atomically,
      InstantSource clock) {
    this.deletions = deletions;
    this.purge = purge;
    this.atomically = atomically;
    this.clock = clock;
  }

  /** One that cannot be purged keeps no other from it, and is tried again the next time. */
  public void execute() {
    for (var organization : atomically.get(() -> deletions.due(clock.instant()))) {
      try {
        purge(organization);
      } catch (RuntimeException failure) {
        LOG.log(Level.ERROR, "Organization " + organization + " could not be purged", failure);
      }
    }
  }

  private void purge(OrganizationId organization) {
    if (atomically.get(() -> deletions.lock(organization)).isPresent()) {
      purge.execute(new PurgeOrganization.Command(organization, deletion -> true));
    }
  }
}
