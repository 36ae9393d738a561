package io.rollcall.application.membership;

import io.rollcall.application.identity.UpdateProfile;
import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.UserRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

/**
 * Changes the names of another member: of those alone whose account the organization made, and
 * never of the owner. Everybody else's profile is their own.
 */
@ApplicationScoped
public class RenameMember {
  private final OrganizationRepository organizations;
  private final UserRepository users;
  private final UpdateProfile profiles;
  private final MemberViews members;

  RenameMember(
      OrganizationRepository organizations,
      UserRepository users,
      UpdateProfile profiles,
      MemberViews members) {
    this.organizations = organizations;
    this.users = users;
    this.profiles = profiles;
    this.members = members;
  }

  /** Null leaves a name as it is. */
  public record Command(
      OrganizationId organization,
      UserId actor,
      UserId member,
      @Nullable String username,
      @Nullable String firstName,
      @Nullable String lastName) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code ProfileIsTheirs}, or {@code Invalid} naming the fields
   */
  @Transactional
  public MemberViews.MemberRow execute(Command command) {
    var acting =
        organizations
            .acting(command.organization(), command.actor())
            .orElseThrow(() -> new Violation.NotFound("organization").refused());
    var member =
        organizations
            .member(command.organization(), command.member())
            .filter(known -> !known.isDeleted())
            .orElseThrow(() -> new Violation.NotFound("user").refused());
    acting.require(Permission.MANAGE_MEMBERS);
    if (member.facts().owner() || !isMadeHere(member)) {
      throw new Violation.ProfileIsTheirs().refused();
    }
    profiles.execute(
        new UpdateProfile.Command(
            command.member(), command.username(), command.firstName(), command.lastName(), null));
    return members
        .member(command.organization(), command.member())
        .orElseThrow(() -> new Violation.NotFound("user").refused());
  }

  private boolean isMadeHere(Membership member) {
    return users
        .find(member.user())
        .filter(user -> member.organization().equals(user.provisionedBy()))
        .isPresent();
  }
}
