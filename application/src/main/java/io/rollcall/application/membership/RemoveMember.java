package io.rollcall.application.membership;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;

/** Takes a member out of the organization. Their history stays; their sessions and tokens end. */
@ApplicationScoped
public class RemoveMember {
  private final OrganizationRepository organizations;
  private final InstantSource clock;

  RemoveMember(OrganizationRepository organizations, InstantSource clock) {
    this.organizations = organizations;
    this.clock = clock;
  }

  public record Command(OrganizationId organization, UserId actor, UserId member) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code ActsOnOneself}, {@code OwnerKeepsRole}
   */
  @Transactional
  public void execute(Command command) {
    var occasion = new Occasion(clock.instant(), new Recorder.ByUser(command.actor()));
    var slice =
        organizations.lock(
            command.organization(), List.of(command.actor(), command.member()), occasion);
    slice.actor(command.actor());
    if (slice.member(command.member()).isEmpty()) { // not there for anybody, whatever they may do
      throw new Violation.NotFound("member").refused();
    }
    slice.remove(command.actor(), command.member());
    slice.seat(organizations.lockWaiting(command.organization(), slice.seatsToFill()));
    organizations.save(slice);
  }
}
