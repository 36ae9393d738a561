package io.rollcall.application.port;

import io.rollcall.application.port.InMemoryTables.Member;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessFacts;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.MembershipChange;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Organization;
import io.rollcall.domain.organization.OrganizationSlice;
import io.rollcall.domain.organization.Seats;
import io.rollcall.domain.organization.Workspace;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

public final class InMemoryOrganizationRepository implements OrganizationRepository {
  private final InMemoryWorld world;

  InMemoryOrganizationRepository(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public OrganizationSlice lock(
      OrganizationId organization, Collection<UserId> users, Occasion occasion) {
    var found =
        find(organization).orElseThrow(() -> new Violation.NotFound("organization").refused());
    var wanted = new LinkedHashSet<>(users);
    wanted.add(found.owner());
    var members = wanted.stream().flatMap(user -> member(organization, user).stream()).toList();
    return new OrganizationSlice(found, seats(found), members, world.ids(), occasion);
  }

  private Seats seats(Organization organization) {
    int taken =
        (int)
            members(organization.id())
                .filter(member -> member.seated() && !member.isDeleted())
                .count();
    return new Seats(organization.plan().seatLimit(), taken);
  }

  @Override
  public List<Membership> lockWaiting(OrganizationId organization, int count) {
    return members(organization)
        .filter(member -> member.isWaiting() && !member.isDeleted())
        .sorted(Seats.ORDER)
        .limit(Math.max(0, count))
        .toList();
  }

  @Override
  public OrganizationSlice lockManaged(
      OrganizationId organization, UserId actor, Occasion occasion) {
    var managed =
        members(organization)
            .filter(
                member ->
                    member.user().equals(actor)
                        || member.facts().grants().stream()
                            .anyMatch(
                                g -> g.isActive() && g.source() instanceof Source.Administrator))
            .map(Membership::user)
            .toList();
    return lock(organization, managed, occasion);
  }

  @Override
  public void save(OrganizationSlice slice) {
    var organization = slice.organization();
    if (slice.isNew()) {
      world.tables.organizations.put(organization.id(), organization);
    } else if (slice.organizationChanged()) {
      world.tables.organizations.put(organization.id(), grown(organization));
    }
    var first = new LinkedHashMap<UserId, Optional<Membership>>();
    var last = new LinkedHashMap<UserId, Membership>();
    for (var change : slice.changes()) {
      first.putIfAbsent(change.after().user(), Optional.ofNullable(change.before()));
      last.put(change.after().user(), change.after());
    }
    first.forEach((user, before) -> write(before.orElse(null), last.get(user)));
    world.tables.history.addAll(slice.changes());
  }

  private static Organization grown(Organization organization) {
    return new Organization(
        organization.id(),
        organization.title(),
        organization.contactInfo(),
        organization.owner(),
        organization.defaultRole(),
        organization.policy(),
        organization.permissions(),
        organization.plan(),
        organization.createdAt(),
        organization.version() + 1);
  }

  /** Writes one membership as it is after everything that happened to it. */
  public void write(@Nullable Membership before, Membership after) {
    var stored = world.tables.memberships.get(Member.of(after));
    if ((before == null) != (stored == null)
        || (before != null && before.version() != stored.version())) {
      throw new IllegalStateException("membership was changed without the lock");
    }
    world.tables.memberships.put(
        Member.of(after), stored == null ? after : withVersion(after, stored.version() + 1));
    if (before != null && before.isActive() && !after.isActive()) {
      endCredentials(after.organization(), after.user());
    }
    if (before != null && !before.isDeleted() && after.isDeleted()) {
      handOverSandboxes(after.organization(), after.user());
    }
  }

  private void handOverSandboxes(OrganizationId organization, UserId from) {
    var owner = find(organization).orElseThrow().owner();
    world.tables.workspaces.replaceAll(
        (id, w) ->
            w.personal() && w.organization().equals(organization) && w.createdBy().equals(from)
                ? new Workspace(
                    id,
                    organization,
                    w.title(),
                    w.description(),
                    w.color(),
                    w.archived(),
                    true,
                    owner,
                    w.createdAt())
                : w);
  }

  void record(MembershipChange change) {
    world.tables.history.add(change);
  }

  private static Membership withVersion(Membership member, long version) {
    return new Membership(
        member.id(),
        member.organization(),
        member.user(),
        member.facts(),
        member.entitled(),
        member.seated(),
        member.entitledSince(),
        member.joinedAt(),
        member.deletedAt(),
        version);
  }

  private void endCredentials(OrganizationId organization, UserId user) {
    world
        .tables
        .sessions
        .values()
        .removeIf(session -> session.user().equals(user) && organization.equals(session.boundTo()));
    List.copyOf(world.tables.sessions.values()).stream()
        .filter(session -> session.user().equals(user) && organization.equals(session.active()))
        .forEach(session -> world.sessions().setActive(session.id(), null));
    world.tables.legacyTokens.remove(new Member(organization, user));
    world
        .tables
        .apiTokens
        .values()
        .removeIf(token -> token.user().equals(user) && token.organization().equals(organization));
  }

  @Override
  public Optional<Acting> acting(OrganizationId organization, UserId user) {
    return find(organization)
        .flatMap(
            found ->
                member(organization, user)
                    .filter(member -> !member.isDeleted())
                    .map(member -> new Acting(found, member.standing())));
  }

  @Override
  public Optional<Organization> find(OrganizationId organization) {
    return Optional.ofNullable(world.tables.organizations.get(organization))
        .filter(found -> !world.tables.deletions.containsKey(organization));
  }

  @Override
  public Optional<Membership> member(OrganizationId organization, UserId user) {
    return Optional.ofNullable(world.tables.memberships.get(new Member(organization, user)))
        .map(InMemoryOrganizationRepository::sinceJoining);
  }

  /** Everybody who is or was a member, by user id. */
  Stream<Membership> members(OrganizationId organization) {
    return world.tables.memberships.values().stream()
        .filter(member -> member.organization().equals(organization))
        .map(InMemoryOrganizationRepository::sinceJoining)
        .sorted(java.util.Comparator.comparing(Membership::user));
  }

  private static Membership sinceJoining(Membership member) {
    var facts = member.facts();
    var counting =
        new AccessFacts(
            facts.owner(),
            facts.grants().stream().filter(g -> counts(g, member.joinedAt())).toList(),
            facts.suspensions().stream()
                .filter(s -> s.until() == null || s.until().isAfter(member.joinedAt()))
                .toList(),
            facts.listedBy());
    return new Membership(
        member.id(),
        member.organization(),
        member.user(),
        counting,
        member.entitled(),
        member.seated(),
        member.entitledSince(),
        member.joinedAt(),
        member.deletedAt(),
        member.version());
  }

  private static boolean counts(Grant grant, Instant joinedAt) {
    var until = grant.until();
    return until == null || until.isAfter(joinedAt);
  }
}
