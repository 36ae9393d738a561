package io.rollcall.application.membership;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;

/** A member goes by themselves. Their sessions and tokens for the organization end. */
@ApplicationScoped
public class LeaveOrganization {
  private final OrganizationRepository organizations;
  private final InstantSource clock;

  LeaveOrganization(OrganizationRepository organizations, InstantSource clock) {
    this.organizations = organizations;
    this.clock = clock;
  }

  public record Command(OrganizationId organization, UserId member) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound} for somebody who does
   *     not belong, {@code OwnerKeepsRole} for the owner, {@code NotPermitted} for a deactivated
   *     member
   */
  @Transactional
  public void execute(Command command) {
    var occasion = new Occasion(clock.instant(), new Recorder.ByUser(command.member()));
    var slice = organizations.lock(command.organization(), List.of(command.member()), occasion);
    slice.leave(command.member());
    slice.seat(organizations.lockWaiting(command.organization(), slice.seatsToFill()));
    organizations.save(slice);
  }
}
