package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.organization.Organization;
import io.rollcall.domain.organization.OrganizationSlice;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Organizations and the members a decision needs. Every method works inside the caller's
 * transaction.
 */
public interface OrganizationRepository {

  /**
   * Loads the organization, its owner and those of {@code users} who are or were members. Locks the
   * organization's row until the end of the transaction, then the memberships in id order: two
   * decisions about one organization never overlap, and never deadlock.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound} when there is no such
   *     organization
   */
  OrganizationSlice lock(OrganizationId organization, Collection<UserId> users, Occasion occasion);

  /**
   * The members who wait for a seat, at most {@code count}, in the order of {@code Seats.ORDER};
   * locked. Call it on an organization that is locked.
   */
  List<Membership> lockWaiting(OrganizationId organization, int count);

  /**
   * A slice with everybody whose access depends on a management policy: the members with active
   * manual grants. For a change of policy.
   */
  OrganizationSlice lockManaged(OrganizationId organization, UserId actor, Occasion occasion);

  /**
   * Writes what changed: the organization, memberships, grants, suspensions, their history, the
   * kept counts; and ends sessions and tokens of those who lost access. Grows the version of every
   * changed row. Notes the changes for the activity log.
   */
  void save(OrganizationSlice slice);

  /**
   * The organization and what one of its members stands for; nothing when the organization does not
   * exist or the user is not (or no longer) a member. One round trip, no lock.
   */
  Optional<Acting> acting(OrganizationId organization, UserId user);

  /** The organization itself, without a lock. */
  Optional<Organization> find(OrganizationId organization);

  /**
   * One membership with its facts, those that ended since they joined included; a deleted one, too.
   */
  Optional<Membership> member(OrganizationId organization, UserId user);

  /** Somebody about to do something in an organization. */
  record Acting(Organization organization, Standing standing) {
    public Acting require(io.rollcall.domain.organization.Permission permission) {
      organization.permissions().require(permission, standing);
      return this;
    }
  }
}
