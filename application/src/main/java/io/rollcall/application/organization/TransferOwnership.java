package io.rollcall.application.organization;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.organization.Organization;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;

/**
 * Makes another active member the owner; the old one becomes administrator. One transaction, never
 * two owners or none.
 */
@ApplicationScoped
public class TransferOwnership {
  private final OrganizationRepository organizations;
  private final InstantSource clock;

  TransferOwnership(OrganizationRepository organizations, InstantSource clock) {
    this.organizations = organizations;
    this.clock = clock;
  }

  public record Command(OrganizationId organization, UserId actor, UserId successor) {}

  @Transactional
  public Organization execute(Command command) {
    var occasion = new Occasion(clock.instant(), new Recorder.ByUser(command.actor()));
    var slice =
        organizations.lock(
            command.organization(), List.of(command.actor(), command.successor()), occasion);
    slice.transferOwnership(command.actor(), command.successor());
    slice.seat(organizations.lockWaiting(command.organization(), slice.seatsToFill()));
    organizations.save(slice);
    return slice.organization();
  }
}
