package io.rollcall.domain.organization;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessFacts;
import io.rollcall.domain.membership.AccessPolicy;
import io.rollcall.domain.membership.EffectiveAccess;
import io.rollcall.domain.membership.Facts;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.MembershipChange;
import io.rollcall.domain.membership.MembershipId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Suspension;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.TestIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An organization in memory, changed in transactions as a repository would: a minute apart, whole
 * or not at all, and with the free seats given out at the end.
 */
final class Team {
  static final UserId OWNER = new UserId(1);
  static final OrganizationId ORGANIZATION = new OrganizationId(11);

  private final TestIds ids = new TestIds();
  private final Map<UserId, Membership> members = new TreeMap<>();
  private List<MembershipChange> lastChanges = List.of();
  private Organization organization;
  private Seats seats;
  private int minute;

  private Team(@Nullable Integer seatLimit) {
    organization =
        new Organization(
            ORGANIZATION,
            "Acme",
            null,
            OWNER,
            Role.NOT_ACTIVATED,
            AccessPolicy.ALL_MANUAL,
            Permissions.DEFAULT,
            new Plan(seatLimit, true, true, true, true, true),
            Facts.START,
            0);
    seats = new Seats(seatLimit, 0);
    store(OrganizationSlice.found(organization, fresh(OWNER), ids, occasion()));
  }

  /** Just the owner, and no seat limit. */
  static Team founded() {
    return new Team(null);
  }

  static Team foundedWithSeats(int limit) {
    return new Team(limit);
  }

  static UserId user(int number) {
    return new UserId(number);
  }

  Organization organization() {
    return organization;
  }

  Seats seats() {
    return seats;
  }

  Instant now() {
    return Facts.minute(minute);
  }

  Membership member(UserId user) {
    return members.get(user);
  }

  Collection<Membership> members() {
    return members.values();
  }

  List<MembershipChange> lastChanges() {
    return lastChanges;
  }

  /** One transaction. A refusal changes nothing. */
  void run(Consumer<OrganizationSlice> decision) {
    minute++;
    var slice = new OrganizationSlice(organization, seats, members.values(), ids, occasion());
    decision.accept(slice);
    slice.seat(
        members.values().stream().filter(Membership::isWaiting).sorted(Seats.ORDER).toList());
    store(slice);
  }

  private void store(OrganizationSlice slice) {
    lastChanges = slice.changes();
    lastChanges.forEach(change -> members.put(change.after().user(), change.after()));
    organization = slice.organization();
    seats = slice.seats();
  }

  /** The person joins without any grant but the default role. */
  Membership joins(UserId user) {
    return joins(user, List.of());
  }

  Membership joins(UserId user, List<Grant> grants) {
    run(slice -> slice.join(fresh(user), grants, "joined"));
    return member(user);
  }

  /** A member whom the owner gave that role. */
  UserId with(int number, Role role) {
    joins(user(number));
    run(slice -> slice.changeRole(OWNER, user(number), role));
    return user(number);
  }

  /** A member whom an identity provider gives that role. */
  UserId mapped(int number, Role role) {
    joins(user(number), List.of(mappedGrant(role)));
    return user(number);
  }

  Grant mappedGrant(Role role) {
    var source = Facts.none().from(Facts.LDAP, "group");
    return grant(new Target.OrganizationRole(role), source);
  }

  Grant invitation(Role role) {
    return grant(new Target.OrganizationRole(role), new Source.Invited(new InvitationId(1)));
  }

  Grant grant(Target target, Source source) {
    return new Grant(ids.nextGrant(), target, source, new Recorder.BySystem(), now(), null);
  }

  /** The provider now says that the person is disabled. */
  void disables(ProviderId provider, UserId user) {
    suspends(user, new Suspension.Cause.Disabled(provider, Facts.kind(provider)));
  }

  void suspends(UserId user, Suspension.Cause cause) {
    var facts = member(user).facts();
    var suspensions = new ArrayList<>(facts.suspensions());
    suspensions.add(
        new Suspension(ids.nextSuspension(), cause, new Recorder.BySystem(), now(), null));
    replace(user, new AccessFacts(facts.owner(), facts.grants(), suspensions, facts.listedBy()));
  }

  /** The person is in none of the provider's groups any more. */
  void endsMapped(UserId user) {
    var facts = member(user).facts();
    var grants =
        facts.grants().stream()
            .map(
                grant ->
                    grant.isActive() && grant.source() instanceof Source.Provider
                        ? grant.end(now())
                        : grant)
            .toList();
    replace(user, new AccessFacts(facts.owner(), grants, facts.suspensions(), facts.listedBy()));
  }

  void lists(ProviderId provider, UserId user) {
    var facts = member(user).facts();
    replace(
        user,
        new AccessFacts(facts.owner(), facts.grants(), facts.suspensions(), Set.of(provider)));
  }

  /** As a sync leaves a member: provisioning takes a free seat and waits without one. */
  private void replace(UserId user, AccessFacts facts) {
    var before = member(user);
    var after = before.with(facts, organization.policy(), now());
    members.put(user, after);
    seats = seats.take((after.seated() ? 1 : 0) - (before.seated() ? 1 : 0));
  }

  void policy(AccessPolicy policy) {
    run(
        slice -> {
          slice.update(slice.organization().withPolicy(policy));
          slice.recompute("policy changed");
        });
  }

  /** The operator changes the plan; holders keep their seats. */
  void seatLimit(@Nullable Integer limit) {
    seats = new Seats(limit, seats.taken());
  }

  Membership fresh(UserId user) {
    return new Membership(
        new MembershipId(user.value()),
        ORGANIZATION,
        user,
        AccessFacts.NONE,
        EffectiveAccess.NONE,
        false,
        now(),
        now(),
        null,
        0);
  }

  private Occasion occasion() {
    return new Occasion(now(), new Recorder.BySystem());
  }
}
