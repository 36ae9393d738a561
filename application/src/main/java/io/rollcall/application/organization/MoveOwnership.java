package io.rollcall.application.organization;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Organization;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;

/**
 * Makes an active member the owner without the old owner's doing: for the operator, when the owner
 * is lost. The old one becomes administrator, as by any transfer.
 */
@ApplicationScoped
public class MoveOwnership {
  private final OrganizationRepository organizations;
  private final UserRepository users;
  private final InstantSource clock;

  MoveOwnership(OrganizationRepository organizations, UserRepository users, InstantSource clock) {
    this.organizations = organizations;
    this.users = users;
    this.clock = clock;
  }

  public record Command(OrganizationId organization, String successor) {}

  /**
   * Locks the organization.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code Invalid} for what is no address,
   *     {@code NotFound} for an organization or member that does not exist, {@code WrongState} for
   *     a member who is not active, {@code ActsOnOneself} for the owner
   */
  @Transactional
  public Organization execute(Command command) {
    var email =
        EmailAddress.parse(command.successor())
            .orElseThrow(
                () -> Violation.Invalid.field("email", "Enter a valid email address.").refused());
    var successor =
        users
            .credentials(email)
            .orElseThrow(() -> new Violation.NotFound("member").refused())
            .user()
            .id();
    var occasion = new Occasion(clock.instant(), new Recorder.BySystem());
    var slice = organizations.lock(command.organization(), List.of(successor), occasion);
    slice.moveOwnership(successor);
    slice.seat(organizations.lockWaiting(command.organization(), slice.seatsToFill()));
    organizations.save(slice);
    return slice.organization();
  }
}
