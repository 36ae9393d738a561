package io.rollcall.application.port;

import io.rollcall.application.port.InMemoryTables.Account;
import io.rollcall.application.port.InMemoryTables.Member;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.organization.Deletion;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

public final class InMemoryDeletedOrganizationRepository implements DeletedOrganizationRepository {
  static final SyncRun.Reason RUN_ENDED =
      new SyncRun.Reason("organization-deleted", "The organization was deleted; nothing changed.");

  private final InMemoryWorld world;

  InMemoryDeletedOrganizationRepository(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public void add(Deletion deletion) {
    var here = deletion.organization();
    var tables = world.tables;
    tables.deletions.put(here, deletion);
    tables.sessions.values().removeIf(session -> here.equals(session.boundTo()));
    List.copyOf(tables.sessions.values()).stream()
        .filter(session -> here.equals(session.active()))
        .forEach(session -> world.sessions().setActive(session.id(), null));
    tables.legacyTokens.keySet().removeIf(key -> key.organization().equals(here));
    tables.apiTokens.values().removeIf(token -> token.organization().equals(here));
    tables.runs.replaceAll(
        (id, run) ->
            run.organization().equals(here) && run.status().isUnderWay()
                ? run.ended(SyncRun.Status.FAILED, RUN_ENDED, deletion.at())
                : run);
  }

  @Override
  public Optional<Deletion> lock(OrganizationId organization) {
    return Optional.ofNullable(world.tables.deletions.get(organization));
  }

  @Override
  public void restore(OrganizationId organization) {
    lock(organization)
        .filter(deletion -> !deletion.purging())
        .ifPresent(deletion -> world.tables.deletions.remove(organization));
  }

  @Override
  public List<UserId> erasedMembers(OrganizationId organization) {
    return world
        .organizations()
        .members(organization)
        .filter(member -> !member.isDeleted())
        .map(Membership::user)
        .filter(this::isErased)
        .toList();
  }

  private boolean isErased(UserId id) {
    var user = world.tables.accounts.get(id).user();
    return user.email().equals(User.erased(id, user.joinedAt()).email());
  }

  @Override
  public List<OrganizationId> due(Instant now) {
    return world.tables.deletions.values().stream()
        .filter(deletion -> deletion.purging() || !deletion.purgeAfter().isAfter(now))
        .sorted(Comparator.comparing(Deletion::purgeAfter))
        .map(Deletion::organization)
        .toList();
  }

  @Override
  public void beginPurge(OrganizationId organization) {
    world.tables.deletions.computeIfPresent(
        organization,
        (id, it) -> new Deletion(id, it.title(), it.owner(), it.at(), it.purgeAfter(), true));
  }

  /** The members first, as many as may be; then everything else at once. */
  @Override
  public Optional<Purged> purge(OrganizationId organization, int most) {
    if (lock(organization).filter(Deletion::purging).isEmpty()) {
      return Optional.empty();
    }
    var some = world.organizations().members(organization).limit(most).toList();
    some.forEach(member -> world.tables.memberships.remove(Member.of(member)));
    if (!some.isEmpty()) {
      return Optional.of(new Purged(some.size(), released(organization, some)));
    }
    removeTheRest(organization);
    return Optional.of(new Purged(1, List.of()));
  }

  private List<UserId> released(OrganizationId from, List<Membership> gone) {
    var made =
        gone.stream()
            .map(Membership::user)
            .filter(id -> from.equals(world.tables.accounts.get(id).user().provisionedBy()))
            .toList();
    made.forEach(id -> world.tables.accounts.computeIfPresent(id, (same, it) -> ownMaster(it)));
    return made.stream().filter(id -> !belongsSomewhere(id)).sorted().toList();
  }

  private static Account ownMaster(Account account) {
    var user = account.user();
    return new Account(
        new User(
            user.id(), user.email(), user.profile(), null, user.emailVerifiedAt(), user.joinedAt()),
        account.password(),
        account.lastActivity());
  }

  private boolean belongsSomewhere(UserId id) {
    return world.tables.memberships.values().stream()
        .anyMatch(member -> member.user().equals(id) && !member.isDeleted());
  }

  private void removeTheRest(OrganizationId here) {
    var tables = world.tables;
    tables.history.removeIf(change -> change.after().organization().equals(here));
    tables.projects.values().removeIf(project -> project.organization().equals(here));
    tables.workspaces.values().removeIf(workspace -> workspace.organization().equals(here));
    tables.invitations.values().removeIf(invitation -> invitation.organization().equals(here));
    tables.invitationLinks.remove(here);
    tables.memberTags.values().removeIf(tag -> tag.organization().equals(here));
    tables.tagImports.values().removeIf(kept -> kept.job().organization().equals(here));
    tables.tagged.removeIf(tagged -> tagged.member().organization().equals(here));
    tables.domains.values().removeIf(domain -> domain.organization().equals(here));
    tables.tokenPolicies.remove(here);
    tables.sessionPolicies.remove(here);
    tables
        .runs
        .values()
        .removeIf(
            run -> {
              boolean ours = run.organization().equals(here);
              if (ours) {
                tables.plans.remove(run.id());
                tables.groupIds.remove(run.id());
                tables.listedByBase.remove(run.id());
              }
              return ours;
            });
    tables.identities.keySet().removeIf(key -> here.equals(tables.providers.get(key.provider())));
    tables.mappings.keySet().removeIf(provider -> here.equals(tables.providers.get(provider)));
    tables.directories.keySet().removeIf(provider -> here.equals(tables.providers.get(provider)));
    tables.providers.values().removeIf(here::equals);
    tables.deletions.remove(here);
    tables.organizations.remove(here);
  }
}
