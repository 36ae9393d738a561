package io.rollcall.domain.membership;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One user in one organization.
 *
 * @param entitled what the facts add up to under the organization's policy
 * @param seated whether the member holds one of the plan's seats
 * @param entitledSince since when the entitled role is what it is; the order of waiting for a seat
 * @param joinedAt since when they belong this time; facts that ended before it no longer count
 * @param deletedAt when the member left or was removed; null while they belong
 * @param version grows with every change, so that a plan made from an older state is noticed
 */
public record Membership(
    MembershipId id,
    OrganizationId organization,
    UserId user,
    AccessFacts facts,
    EffectiveAccess entitled,
    boolean seated,
    Instant entitledSince,
    Instant joinedAt,
    @Nullable Instant deletedAt,
    long version) {

  /** Somebody who never belonged, before anything is known of them. */
  public static Membership fresh(
      MembershipId id, OrganizationId organization, UserId user, Instant at) {
    return new Membership(
        id, organization, user, AccessFacts.NONE, EffectiveAccess.NONE, false, at, at, null, 0);
  }

  /** The role the member acts with: the entitled one, or {@code NO} while they wait for a seat. */
  public Role role() {
    return isWaiting() ? Role.NOT_ACTIVATED : entitled.role();
  }

  /** The reason for {@link #role()}. */
  public Rule rule() {
    return isWaiting() ? Rule.SEAT_LIMIT : entitled.rule();
  }

  public boolean isWaiting() {
    return entitled.role().occupiesSeat() && !seated;
  }

  public boolean isDeleted() {
    return deletedAt != null;
  }

  /** Whether the member may do anything in the organization. */
  public boolean isActive() {
    return standing().isActive();
  }

  public Explanation explain(AccessPolicy policy) {
    return Explanation.of(facts, policy, seated);
  }

  /** The reason for {@link #role()} in one sentence; cheaper than the whole explanation. */
  public String summary(AccessPolicy policy) {
    return Summary.of(Decision.of(facts, policy), isWaiting());
  }

  /**
   * The same membership after its facts or the policy changed. Gives up the seat when the role
   * needs none.
   */
  public Membership with(AccessFacts changed, AccessPolicy policy, Instant at) {
    var access = EffectiveAccess.of(changed, policy);
    return new Membership(
        id,
        organization,
        user,
        changed,
        access,
        seated && access.role().occupiesSeat(),
        access.role() == entitled.role() ? entitledSince : at,
        joinedAt,
        deletedAt,
        version);
  }

  public Membership withSeat(boolean seat) {
    return new Membership(
        id, organization, user, facts, entitled, seat, entitledSince, joinedAt, deletedAt, version);
  }

  /** The same person, gone from the organization. */
  public Membership deleted(Instant at) {
    return new Membership(
        id, organization, user, facts, entitled, false, entitledSince, joinedAt, at, version);
  }

  /**
   * The same person, back in the organization, with a clean slate: what ended before they left
   * counts no more.
   */
  public Membership returned(Instant at) {
    var facts = new AccessFacts(false, List.of(), List.of(), this.facts.listedBy());
    return new Membership(
        id, organization, user, facts, EffectiveAccess.NONE, false, at, at, null, version);
  }

  /** What the member may be judged by when somebody asks for permission. */
  public Standing standing() {
    return new Standing(
        user, isDeleted() ? Role.DEACTIVATED : role(), entitled.workspaces(), entitled.projects());
  }
}
