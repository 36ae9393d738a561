package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.Membership;
import java.util.Optional;

public final class InMemoryOrganizationViews implements OrganizationViews {
  private final InMemoryWorld world;

  InMemoryOrganizationViews(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public Optional<Counts> counts(OrganizationId organization) {
    if (!world.tables.organizations.containsKey(organization)) {
      return Optional.empty();
    }
    var members =
        world.tables.memberships.values().stream()
            .filter(member -> member.organization().equals(organization) && !member.isDeleted())
            .toList();
    return Optional.of(
        new Counts(
            members.size(),
            (int) members.stream().filter(Membership::seated).count(),
            (int)
                world.tables.projects.values().stream()
                    .filter(project -> project.organization().equals(organization))
                    .count()));
  }
}
