package io.rollcall.domain.organization;

import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessFacts;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.Ids;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.MembershipChange;
import io.rollcall.domain.membership.MembershipChange.Transition;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Suspension;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An organization with those of its members that one decision needs: the owner, the actor, the
 * members it is about. Loaded and locked by the repository, changed here, saved whole. Not
 * thread-safe; lives for one transaction.
 */
public final class OrganizationSlice {
  private final Ids ids;
  private final Occasion occasion;
  private final Map<UserId, Membership> members = new HashMap<>();
  private final List<MembershipChange> changes = new ArrayList<>();
  private final @Nullable Organization loaded;
  private Organization organization;
  private Seats seats;

  public OrganizationSlice(
      Organization organization,
      Seats seats,
      Collection<Membership> members,
      Ids ids,
      Occasion occasion) {
    this(organization, organization, seats, members, ids, occasion);
  }

  private OrganizationSlice(
      @Nullable Organization loaded,
      Organization organization,
      Seats seats,
      Collection<Membership> members,
      Ids ids,
      Occasion occasion) {
    this.loaded = loaded;
    this.organization = organization;
    this.seats = seats;
    this.ids = ids;
    this.occasion = occasion;
    members.forEach(member -> this.members.put(member.user(), member));
  }

  public Organization organization() {
    return organization;
  }

  public Seats seats() {
    return seats;
  }

  /** A new organization with its owner as the first member. */
  public static OrganizationSlice found(
      Organization organization, Membership fresh, Ids ids, Occasion occasion) {
    var slice =
        new OrganizationSlice(
            null,
            organization,
            new Seats(organization.plan().seatLimit(), 0),
            List.of(),
            ids,
            occasion);
    var facts = new AccessFacts(true, List.of(), List.of(), Set.of());
    slice.recordNew(slice.settle(fresh, facts), "founded the organization");
    return slice;
  }

  /** Whether the organization does not exist yet. */
  public boolean isNew() {
    return loaded == null;
  }

  /** The organization as it was loaded; nothing for a new one. */
  public Optional<Organization> loaded() {
    return Optional.ofNullable(loaded);
  }

  /** Whether {@link #organization()} differs from what was loaded. */
  public boolean organizationChanged() {
    return !organization.equals(loaded);
  }

  /** What happened to members since loading, in order. */
  public List<MembershipChange> changes() {
    return List.copyOf(changes);
  }

  /** A member who belongs to the organization now. */
  public Optional<Membership> member(UserId user) {
    return Optional.ofNullable(members.get(user)).filter(member -> !member.isDeleted());
  }

  /** The actor. Somebody who does not belong does not learn that the organization exists. */
  public Membership actor(UserId user) {
    return member(user).orElseThrow(() -> new Violation.NotFound("organization").refused());
  }

  /** The actor, who must have the permission. */
  public Membership require(UserId actor, Permission permission) {
    var member = actor(actor);
    organization.permissions().require(permission, member.standing());
    return member;
  }

  /**
   * Gives a member a role by hand: {@code DI} suspends, any other role pins and ends an
   * administrator's suspension, null ends both ("follow the directory").
   */
  public Membership changeRole(UserId actor, UserId subject, @Nullable Role role) {
    require(actor, Permission.MANAGE_MEMBERS);
    var member = known(subject);
    refuseUnlessRoleCanBeSet(member, role);
    var changed = settle(member, factsAfter(member.facts(), actor, role));
    if (actor.equals(subject) && !changed.isActive() && !changed.isWaiting()) {
      throw new Violation.ActsOnOneself().refused();
    }
    var limit = seats.limit();
    if (role != null && role.occupiesSeat() && changed.isWaiting() && limit != null) {
      throw new Violation.SeatLimitReached(limit).refused();
    }
    return record(member, changed, roleTransition(member, changed), "set by hand");
  }

  private void refuseUnlessRoleCanBeSet(Membership member, @Nullable Role role) {
    if (role != null && !role.isAssignable()) {
      throw new Violation.RoleOutOfReach(role).refused();
    }
    if (member.facts().owner()) {
      throw new Violation.OwnerKeepsRole().refused();
    }
    if (!organization.policy().manualRoles()) {
      throw new Violation.ManualManagementOff("manual_role_management").refused();
    }
    if (member.facts().suspensions().stream()
        .anyMatch(s -> member.facts().counts(s) && s.provider() != null)) {
      throw new Violation.SuspendedByDirectory().refused();
    }
  }

  private AccessFacts factsAfter(AccessFacts facts, UserId actor, @Nullable Role role) {
    var ended = role == Role.DEACTIVATED ? facts : withoutHands(facts);
    if (role == null) {
      return ended;
    }
    if (role == Role.DEACTIVATED) {
      return ended.suspensions().stream().anyMatch(s -> s.isActive() && s.provider() == null)
          ? ended
          : ended.with(suspension(new Suspension.Cause.ByAdministrator(actor)));
    }
    return ended.with(grant(new Target.OrganizationRole(role), new Source.Administrator(actor)));
  }

  /** Takes a member out of the organization. Their facts end; their history stays. */
  public void remove(UserId actor, UserId subject) {
    new Matter.OfMember(subject, subject.equals(organization.owner()))
        .require(Act.Verb.DELETE, actor(actor).standing(), organization.permissions());
    end(known(subject), Transition.REMOVED, "removed by hand");
  }

  /**
   * A member goes by themselves; the owner only after a transfer. Nobody leaves a deactivation
   * behind by leaving and joining again.
   */
  public void leave(UserId user) {
    var member = actor(user);
    if (member.role() == Role.DEACTIVATED) {
      throw new Violation.NotPermitted(Permission.BE_MEMBER.key()).refused();
    }
    end(member, Transition.LEFT, "left");
  }

  /**
   * The account of a member is erased: they go as if they left, deactivated or not. The owner only
   * after a transfer.
   */
  public void erase(UserId user) {
    end(known(user), Transition.LEFT, "erased the account");
  }

  private void end(Membership member, Transition transition, String reason) {
    if (member.facts().owner()) {
      throw new Violation.OwnerKeepsRole().refused();
    }
    var facts =
        member
            .facts()
            .endingGrants(grant -> true, occasion.at())
            .endingSuspensions(suspension -> true, occasion.at());
    var gone = settle(member, facts).deleted(occasion.at());
    record(member, gone, transition, reason);
  }

  /**
   * The owner gives the whole organization up.
   *
   * @param typedTitle its title, typed as confirmation
   * @param grace how long the operator can undo it
   */
  public Deletion delete(UserId actor, String typedTitle, Duration grace) {
    require(actor, Permission.OWN_ORGANIZATION);
    if (!organization.title().equals(typedTitle.strip())) {
      throw Violation.Invalid.field("title", "Enter the title of the organization to confirm.")
          .refused();
    }
    return new Deletion(
        organization.id(),
        organization.title(),
        organization.owner(),
        occasion.at(),
        occasion.at().plus(grace),
        false);
  }

  /** Moves the ownership in one step; the old owner becomes administrator by a manual grant. */
  public void transferOwnership(UserId actor, UserId successor) {
    require(actor, Permission.OWN_ORGANIZATION);
    handOver(actor, successor);
  }

  /**
   * The same by the operator, for an organization whose owner is lost. What the old owner keeps is
   * the new owner's to take away.
   */
  public void moveOwnership(UserId successor) {
    handOver(successor, successor);
  }

  private void handOver(UserId grantedBy, UserId successor) {
    var heir = known(successor);
    var owner = known(organization.owner());
    if (heir.user().equals(owner.user())) {
      throw new Violation.ActsOnOneself().refused();
    }
    if (!heir.isActive()) {
      throw new Violation.WrongState(
              "member", heir.role().title().toLowerCase(java.util.Locale.ROOT))
          .refused();
    }
    organization = organization.withOwner(successor);
    var demoted =
        withoutHands(owner.facts())
            .owned(false)
            .with(
                grant(
                    new Target.OrganizationRole(Role.ADMINISTRATOR),
                    new Source.Administrator(grantedBy)));
    record(
        owner,
        owner.with(demoted, organization.policy(), occasion.at()),
        Transition.OWNERSHIP_TRANSFERRED,
        "gave the ownership away");
    record(
        heir,
        heir.with(heir.facts().owned(true), organization.policy(), occasion.at()),
        Transition.OWNERSHIP_TRANSFERRED,
        "received the ownership");
  }

  /**
   * Replaces the organization's own fields. Members whose access depends on the policy are
   * recomputed by the caller.
   */
  public void update(Organization changed) {
    organization = changed;
  }

  /**
   * Lets a person join, by any route: records the default role of this moment and {@code granted}
   * besides. Somebody who belongs already only gets what was granted.
   *
   * @param fresh the membership row of somebody who never belonged
   */
  public Membership join(Membership fresh, List<Grant> granted, String reason) {
    var known = members.get(fresh.user());
    if (known != null && !known.isDeleted()) {
      return change(known, known.facts().with(granted), reason);
    }
    var base = known == null ? fresh : known.returned(occasion.at());
    var defaultRole =
        grant(new Target.OrganizationRole(organization.defaultRole()), new Source.DefaultRole());
    var joined = settle(base, base.facts().with(defaultRole).with(granted));
    return known == null
        ? recordNew(joined, reason)
        : record(known, joined, Transition.RETURNED, reason);
  }

  Instant now() {
    return occasion.at();
  }

  /** Who is in which workspaces and projects. */
  public PlaceMembers places() {
    return new PlaceMembers(this);
  }

  /**
   * Computes the members anew after the policy changed. Under a seat limit nobody gets a seat here:
   * call {@link #seat} afterwards, which gives out in order what became free.
   */
  public void recompute(String reason) {
    for (var member : List.copyOf(members.values())) {
      var changed =
          seats.limit() == null
              ? settle(member, member.facts())
              : member.with(member.facts(), organization.policy(), occasion.at());
      if (!changed.entitled().equals(member.entitled()) || changed.seated() != member.seated()) {
        record(member, changed, roleTransition(member, changed), reason);
      }
    }
  }

  /**
   * What the organization is entitled to from now on. Holders keep their seats, also above a lower
   * limit; seat those who wait afterwards: {@link #seat}.
   */
  public void changePlan(Plan plan) {
    organization = organization.withPlan(plan);
    seats = new Seats(plan.seatLimit(), seats.taken());
  }

  /** How many waiting members could be seated now: none without a limit, for then nobody waits. */
  public int seatsToFill() {
    return seats.limit() == null ? 0 : seats.free();
  }

  /** Gives free seats to waiting members, in the order of {@link Seats#ORDER}. */
  public void seat(Collection<Membership> waiting) {
    waiting.forEach(member -> members.putIfAbsent(member.user(), member));
    members.values().stream()
        .filter(member -> member.isWaiting() && !member.isDeleted())
        .sorted(Seats.ORDER)
        .limit(seats.free())
        .toList()
        .forEach(
            member ->
                record(member, member.withSeat(true), Transition.SEATED, "a seat became free"));
  }

  Membership known(UserId subject) {
    return member(subject).orElseThrow(() -> new Violation.NotFound("member").refused());
  }

  /** The member with other facts, with a seat when one is needed, not held and free. */
  private Membership settle(Membership member, AccessFacts facts) {
    var changed = member.with(facts, organization.policy(), occasion.at());
    return changed.isWaiting() && seats.anyFree() ? changed.withSeat(true) : changed;
  }

  /** Gives the member other facts, none of which is about their role. */
  Membership change(Membership member, AccessFacts facts, String reason) {
    return record(member, settle(member, facts), Transition.ACCESS_CHANGED, reason);
  }

  private Membership recordNew(Membership joined, String reason) {
    changes.add(new MembershipChange(null, joined, Transition.JOINED, occasion, reason));
    return keep(false, joined);
  }

  private Membership record(
      Membership before, Membership after, Transition transition, String reason) {
    changes.add(new MembershipChange(before, after, transition, occasion, reason));
    return keep(before.seated(), after);
  }

  private Membership keep(boolean wasSeated, Membership after) {
    seats = seats.take((after.seated() ? 1 : 0) - (wasSeated ? 1 : 0));
    members.put(after.user(), after);
    return after;
  }

  private static Transition roleTransition(Membership before, Membership after) {
    if (before.entitled().role() == after.entitled().role()) {
      return Transition.ACCESS_CHANGED;
    }
    if (after.entitled().role() == Role.DEACTIVATED) {
      return Transition.SUSPENDED;
    }
    return before.entitled().role() == Role.DEACTIVATED
        ? Transition.RESUMED
        : Transition.ROLE_CHANGED;
  }

  /** Without what administrators made of the member: the pin, and their suspension. */
  private AccessFacts withoutHands(AccessFacts facts) {
    return facts
        .endingGrants(OrganizationSlice::isPin, occasion.at())
        .endingSuspensions(suspension -> suspension.provider() == null, occasion.at());
  }

  private static boolean isPin(Grant grant) {
    return grant.source() instanceof Source.Administrator
        && grant.target() instanceof Target.OrganizationRole;
  }

  Grant grant(Target target, Source source) {
    return new Grant(ids.nextGrant(), target, source, occasion.by(), occasion.at(), null);
  }

  private Suspension suspension(Suspension.Cause cause) {
    return new Suspension(ids.nextSuspension(), cause, occasion.by(), occasion.at(), null);
  }
}
