package io.rollcall.domain.organization;

import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessFacts;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.Ids;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.MembershipChange;
import io.rollcall.domain.membership.MembershipChange.Transition;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Suspension;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
    var ended =
        ending(
            facts,
            grant -> role != Role.DEACTIVATED && isPin(grant),
            suspension -> role != Role.DEACTIVATED && suspension.provider() == null);
    if (role == null) {
      return ended;
    }
    if (role == Role.DEACTIVATED) {
      return ended.suspensions().stream().anyMatch(s -> s.isActive() && s.provider() == null)
          ? ended
          : plus(ended, suspension(new Suspension.Cause.ByAdministrator(actor)));
    }
    return plus(ended, grant(new Target.OrganizationRole(role), new Source.Administrator(actor)));
  }

  /** Takes a member out of the organization. Their facts end; their history stays. */
  public void remove(UserId actor, UserId subject) {
    require(actor, Permission.MANAGE_MEMBERS);
    if (actor.equals(subject)) {
      throw new Violation.ActsOnOneself().refused();
    }
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
    var facts = ending(member.facts(), grant -> true, suspension -> true);
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
    var kept =
        ending(
            owner.facts(), OrganizationSlice::isPin, suspension -> suspension.provider() == null);
    var demoted =
        plus(
            new AccessFacts(false, kept.grants(), kept.suspensions(), kept.listedBy()),
            grant(
                new Target.OrganizationRole(Role.ADMINISTRATOR),
                new Source.Administrator(grantedBy)));
    record(
        owner,
        owner.with(demoted, organization.policy(), occasion.at()),
        Transition.OWNERSHIP_TRANSFERRED,
        "gave the ownership away");
    var facts =
        new AccessFacts(
            true, heir.facts().grants(), heir.facts().suspensions(), heir.facts().listedBy());
    record(
        heir,
        heir.with(facts, organization.policy(), occasion.at()),
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
      return record(
          known, settle(known, plus(known.facts(), granted)), Transition.ACCESS_CHANGED, reason);
    }
    var base = known == null ? fresh : known.returned(occasion.at());
    var defaultRole =
        grant(new Target.OrganizationRole(organization.defaultRole()), new Source.DefaultRole());
    var joined = settle(base, plus(plus(base.facts(), defaultRole), granted));
    return known == null
        ? recordNew(joined, reason)
        : record(known, joined, Transition.RETURNED, reason);
  }

  /**
   * Puts a member into a workspace by hand, or takes back what people, not directories, gave.
   *
   * @return whether that changed anything
   */
  public boolean setWorkspaceMember(
      UserId actor, UserId subject, WorkspaceId workspace, boolean joined) {
    requireManualWorkspaces();
    var member = known(subject);
    var place = new Place.OfWorkspace(workspace);
    if (!joined) {
      return takeOut(member, place, "taken out of the workspace");
    }
    if (member.facts().grants().stream().anyMatch(place::isByHand)) {
      return false;
    }
    var given = grant(new Target.Workspace(workspace), new Source.Administrator(actor));
    record(
        member,
        settle(member, plus(member.facts(), given)),
        Transition.ACCESS_CHANGED,
        "added to the workspace");
    return true;
  }

  /** Refuses where the organization leaves workspaces to its directories. */
  public void requireManualWorkspaces() {
    if (!organization.policy().manualWorkspaces()) {
      throw new Violation.ManualManagementOff("manual_workspace_management").refused();
    }
  }

  /** Refuses where the organization leaves projects to its directories. */
  public void requireManualProjects() {
    if (!organization.policy().manualProjectMembers()) {
      throw new Violation.ManualManagementOff("manual_project_member_management").refused();
    }
  }

  /**
   * Puts a member into a project by hand, with their organization role, or takes back what people,
   * not directories, gave there. Whoever holds a project role by hand is in already.
   *
   * @return whether that changed anything
   */
  public boolean setProjectMember(UserId actor, UserId subject, ProjectId project, boolean joined) {
    requireManualProjects();
    var member = known(subject);
    var place = new Place.OfProject(project);
    if (!joined) {
      return takeOut(member, place, "taken out of the project");
    }
    if (member.facts().grants().stream().anyMatch(place::isByHand)) {
      return false;
    }
    var given =
        grant(new Target.Project(project, ProjectRole.INHERIT), new Source.Administrator(actor));
    give(member, member.facts(), given, "added to the project");
    return true;
  }

  /**
   * Gives a member a role in one project by hand, in place of whatever people gave there. Refused
   * where a directory gives more, which would win.
   *
   * @return whether that changed anything
   */
  public boolean setProjectRole(UserId actor, UserId subject, ProjectId project, ProjectRole role) {
    requireManualProjects();
    var member = known(subject);
    if (member.facts().owner()) {
      throw new Violation.OwnerKeepsRole().refused();
    }
    var place = new Place.OfProject(project);
    var target = new Target.Project(project, role);
    var given = member.facts().grants().stream().filter(place::isByPeople).toList();
    if (given.size() == 1 && given.getFirst().target().equals(target)) {
      return false;
    }
    var changed =
        give(
            member,
            ending(member.facts(), place::isByPeople, suspension -> false),
            grant(target, new Source.Administrator(actor)),
            "given a role in the project");
    if (changed.entitled().projects().get(project) != role) {
      throw new Violation.KeptByDirectory().refused();
    }
    return true;
  }

  /**
   * Takes a role in one project back: whoever was in before it stays in, with their organization
   * role; whoever came in by it goes.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code KeptByDirectory} where a
   *     directory gave it, {@code NotFound} where nobody did
   */
  public void endProjectRole(UserId actor, UserId subject, ProjectId project) {
    requireManualProjects();
    var member = known(subject);
    var place = new Place.OfProject(project);
    var roles = member.facts().grants().stream().filter(place::isRole).toList();
    var byPeople = roles.stream().filter(place::isByPeople).findFirst();
    if (byPeople.isEmpty()) {
      throw roles.isEmpty()
          ? new Violation.NotFound("project role").refused()
          : new Violation.KeptByDirectory().refused();
    }
    var facts =
        ending(member.facts(), g -> place.isRole(g) && place.isByPeople(g), suspension -> false);
    if (place.wasInBefore(byPeople.get(), member.facts().grants())) {
      var again =
          grant(new Target.Project(project, ProjectRole.INHERIT), new Source.Administrator(actor));
      give(member, facts, again, "lost the role in the project");
    } else {
      record(
          member, settle(member, facts), Transition.ACCESS_CHANGED, "lost the role in the project");
    }
  }

  private Membership give(Membership member, AccessFacts facts, Grant grant, String reason) {
    return record(member, settle(member, plus(facts, grant)), Transition.ACCESS_CHANGED, reason);
  }

  private boolean takeOut(Membership member, Place place, String reason) {
    if (isKept(member.user(), place)) {
      throw new Violation.KeptByDirectory().refused();
    }
    return endGrants(member, place::isByPeople, reason);
  }

  /** Whether a directory puts the member there, so that nobody can take them out by hand. */
  public boolean isKept(UserId subject, Place place) {
    return member(subject).stream()
        .flatMap(member -> member.facts().grants().stream())
        .anyMatch(place::isByDirectory);
  }

  /**
   * Ends whatever gave the member a place that is no more.
   *
   * @return whether that changed anything
   */
  public boolean close(UserId subject, Place place) {
    return endGrants(known(subject), place::isActive, place.closed());
  }

  private boolean endGrants(Membership member, Predicate<Grant> ended, String reason) {
    if (member.facts().grants().stream().noneMatch(ended)) {
      return false;
    }
    var facts = ending(member.facts(), ended, suspension -> false);
    record(member, settle(member, facts), Transition.ACCESS_CHANGED, reason);
    return true;
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

  private Membership known(UserId subject) {
    return member(subject).orElseThrow(() -> new Violation.NotFound("member").refused());
  }

  /** The member with other facts, with a seat when one is needed, not held and free. */
  private Membership settle(Membership member, AccessFacts facts) {
    var changed = member.with(facts, organization.policy(), occasion.at());
    return changed.isWaiting() && seats.anyFree() ? changed.withSeat(true) : changed;
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

  private static boolean isPin(Grant grant) {
    return grant.source() instanceof Source.Administrator
        && grant.target() instanceof Target.OrganizationRole;
  }

  private AccessFacts ending(
      AccessFacts facts, Predicate<Grant> grants, Predicate<Suspension> suspensions) {
    return new AccessFacts(
        facts.owner(),
        facts.grants().stream()
            .map(g -> g.isActive() && grants.test(g) ? g.end(occasion.at()) : g)
            .toList(),
        facts.suspensions().stream()
            .map(s -> s.isActive() && suspensions.test(s) ? s.end(occasion.at()) : s)
            .toList(),
        facts.listedBy());
  }

  private static AccessFacts plus(AccessFacts facts, Grant grant) {
    return plus(facts, List.of(grant));
  }

  private static AccessFacts plus(AccessFacts facts, List<Grant> grants) {
    return new AccessFacts(
        facts.owner(),
        Stream.concat(facts.grants().stream(), grants.stream()).toList(),
        facts.suspensions(),
        facts.listedBy());
  }

  private static AccessFacts plus(AccessFacts facts, Suspension suspension) {
    return new AccessFacts(
        facts.owner(),
        facts.grants(),
        Stream.concat(facts.suspensions().stream(), Stream.of(suspension)).toList(),
        facts.listedBy());
  }

  private Grant grant(Target target, Source source) {
    return new Grant(ids.nextGrant(), target, source, recorder(), occasion.at(), null);
  }

  private Suspension suspension(Suspension.Cause cause) {
    return new Suspension(ids.nextSuspension(), cause, recorder(), occasion.at(), null);
  }

  private Recorder recorder() {
    return occasion.by();
  }
}
