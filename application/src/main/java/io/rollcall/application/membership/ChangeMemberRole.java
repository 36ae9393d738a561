package io.rollcall.application.membership;

import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets a member's role by hand. */
@ApplicationScoped
public class ChangeMemberRole {
  private final OrganizationRepository organizations;
  private final MemberViews members;
  private final InstantSource clock;

  ChangeMemberRole(OrganizationRepository organizations, MemberViews members, InstantSource clock) {
    this.organizations = organizations;
    this.members = members;
    this.clock = clock;
  }

  /**
   * @param role null to follow the directory again
   */
  public record Command(
      OrganizationId organization, UserId actor, UserId member, @Nullable Role role) {}

  /**
   * @return the member as changed. Who may change may see what came of it, also when it was their
   *     own role that they gave up
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code OwnerKeepsRole}, {@code RoleOutOfReach}, {@code ActsOnOneself}, {@code
   *     SuspendedByDirectory}, {@code ManualManagementOff}, {@code SeatLimitReached}
   */
  @Transactional
  public MemberViews.MemberRow execute(Command command) {
    var occasion = new Occasion(clock.instant(), new Recorder.ByUser(command.actor()));
    var slice =
        organizations.lock(
            command.organization(), List.of(command.actor(), command.member()), occasion);
    slice.changeRole(command.actor(), command.member(), command.role());
    slice.seat(organizations.lockWaiting(command.organization(), slice.seatsToFill()));
    organizations.save(slice);
    return members
        .member(command.organization(), command.member())
        .orElseThrow(() -> new Violation.NotFound("member").refused());
  }
}
