package io.rollcall.application.membership;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets a member's role by hand. */
@ApplicationScoped
public class ChangeMemberRole {
  private final OrganizationRepository organizations;
  private final InstantSource clock;

  ChangeMemberRole(OrganizationRepository organizations, InstantSource clock) {
    this.organizations = organizations;
    this.clock = clock;
  }

  /**
   * @param role null to follow the directory again
   */
  public record Command(
      OrganizationId organization, UserId actor, UserId member, @Nullable Role role) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code OwnerKeepsRole}, {@code RoleOutOfReach}, {@code ActsOnOneself}, {@code
   *     SuspendedByDirectory}, {@code ManualManagementOff}, {@code SeatLimitReached}
   */
  @Transactional
  public Membership execute(Command command) {
    var occasion = new Occasion(clock.instant(), new Recorder.ByUser(command.actor()));
    var slice =
        organizations.lock(
            command.organization(), List.of(command.actor(), command.member()), occasion);
    var changed = slice.changeRole(command.actor(), command.member(), command.role());
    slice.seat(organizations.lockWaiting(command.organization(), slice.seatsToFill()));
    organizations.save(slice);
    return slice.member(changed.user()).orElse(changed);
  }
}
