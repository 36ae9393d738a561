package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.organization.Organization;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

public final class InMemoryAccountViews implements AccountViews {
  private final InMemoryWorld world;

  InMemoryAccountViews(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public Optional<Account> account(UserId user, @Nullable OrganizationId only) {
    return Optional.ofNullable(world.tables.accounts.get(user))
        .map(
            account -> {
              var profile = account.user().profile();
              return new Account(
                  user.value(),
                  account.user().email().value(),
                  profile.username(),
                  profile.firstName(),
                  profile.lastName(),
                  profile.phone(),
                  account.user().joinedAt(),
                  account.lastActivity(),
                  world.tables.hotkeys.getOrDefault(user, "{}"),
                  memberships(user, only).map(this::row).toList());
            });
  }

  @Override
  public Optional<AtWork> atWork(
      UserId user, @Nullable OrganizationId only, OrganizationId active) {
    return account(user, only)
        .map(
            account ->
                new AtWork(account, world.organizations().acting(active, user).orElse(null)));
  }

  private MembershipRow row(Membership member) {
    var organization = organization(member);
    return new MembershipRow(
        organization.id().value(),
        organization.title(),
        member.role(),
        organization.owner().equals(member.user()),
        organization.plan().moreOrganizations());
  }

  @Override
  public List<OrganizationRow> organizations(UserId user, @Nullable OrganizationId only) {
    return memberships(user, only)
        .map(this::organization)
        .map(
            organization ->
                new OrganizationRow(
                    organization.id().value(),
                    organization.title(),
                    organization.contactInfo(),
                    organization.createdAt()))
        .toList();
  }

  private Stream<Membership> memberships(UserId user, @Nullable OrganizationId only) {
    return world.tables.memberships.values().stream()
        .filter(member -> member.user().equals(user) && !member.isDeleted())
        .filter(member -> world.organizations().find(member.organization()).isPresent())
        .filter(member -> only == null || only.equals(member.organization()))
        .sorted(
            Comparator.comparing((Membership member) -> organization(member).title())
                .thenComparing(Membership::organization));
  }

  private Organization organization(Membership member) {
    return world.organizations().find(member.organization()).orElseThrow();
  }
}
