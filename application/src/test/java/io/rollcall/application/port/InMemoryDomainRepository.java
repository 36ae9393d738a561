package io.rollcall.application.port;

import io.rollcall.domain.identity.DomainName;
import io.rollcall.domain.identity.VerifiedDomain;
import java.util.List;
import java.util.Optional;

public final class InMemoryDomainRepository implements DomainRepository {
  private final InMemoryWorld world;

  InMemoryDomainRepository(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public boolean add(VerifiedDomain domain) {
    return world.tables.domains.putIfAbsent(domain.name(), domain) == null;
  }

  @Override
  public Optional<VerifiedDomain> find(DomainName name) {
    return Optional.ofNullable(world.tables.domains.get(name));
  }

  @Override
  public List<VerifiedDomain> all() {
    return List.copyOf(world.tables.domains.values());
  }

  @Override
  public void remove(VerifiedDomain domain) {
    find(domain.name())
        .filter(known -> known.organization().equals(domain.organization()))
        .ifPresent(known -> world.tables.domains.remove(domain.name()));
  }
}
