package io.rollcall.application.port;

import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.GroupMapping;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.membership.AccessFacts;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.Membership;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

public final class InMemoryDirectoryRepository implements DirectoryRepository {
  private final InMemoryWorld world;

  InMemoryDirectoryRepository(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public void add(Directory directory) {
    keep(directory);
  }

  @Override
  public Optional<Directory> find(OrganizationId organization, ProviderId id) {
    return Optional.ofNullable(world.tables.directories.get(id))
        .filter(directory -> directory.organization().equals(organization));
  }

  @Override
  public Optional<Directory> lock(OrganizationId organization, ProviderId id) {
    return find(organization, id);
  }

  @Override
  public List<Directory> all(OrganizationId organization) {
    return world.tables.directories.values().stream()
        .filter(directory -> directory.organization().equals(organization))
        .sorted(Comparator.comparing(Directory::title).thenComparing(Directory::id))
        .toList();
  }

  @Override
  public void save(Directory directory) {
    var known = find(directory.organization(), directory.id()).orElseThrow();
    keep(with(directory, directory.mappings(), known.version() + 1));
  }

  private void keep(Directory directory) {
    world.tables.directories.put(directory.id(), directory);
    world.tables.providers.put(directory.id(), directory.organization());
    var ever = world.tables.mappings.computeIfAbsent(directory.id(), id -> new LinkedHashMap<>());
    directory.mappings().forEach(mapping -> ever.put(mapping.id(), mapping));
  }

  @Override
  public void pinGroups(OrganizationId organization, Map<MappingId, String> groupIds) {
    for (var directory : all(organization)) {
      keep(
          with(
              directory,
              directory.mappings().stream().map(m -> pinned(m, groupIds)).toList(),
              directory.version()));
    }
    world.tables.mappings.values().forEach(ever -> ever.replaceAll((id, m) -> pinned(m, groupIds)));
  }

  private static GroupMapping pinned(GroupMapping mapping, Map<MappingId, String> groupIds) {
    var id = groupIds.get(mapping.id());
    return id == null
        ? mapping
        : new GroupMapping(mapping.id(), mapping.group(), id, mapping.effect());
  }

  private static Directory with(Directory directory, List<GroupMapping> mappings, long version) {
    return new Directory(
        directory.id(),
        directory.organization(),
        directory.title(),
        directory.settings(),
        directory.people(),
        directory.mode(),
        directory.removalBudget(),
        mappings,
        directory.state(),
        directory.createdAt(),
        version);
  }

  @Override
  public List<GroupMapping> mappings(OrganizationId organization, ProviderId id) {
    return organization.equals(world.tables.providers.get(id))
        ? List.copyOf(world.tables.mappings.getOrDefault(id, Map.of()).values())
        : List.of();
  }

  @Override
  public void remove(OrganizationId organization, ProviderId id) {
    if (find(organization, id).isPresent()) {
      world.tables.directories.remove(id);
      world.tables.memberships.replaceAll((key, member) -> unlisted(member, id));
    }
  }

  private static Membership unlisted(Membership member, ProviderId provider) {
    var facts = member.facts();
    var others =
        facts.listedBy().stream()
            .filter(id -> !id.equals(provider))
            .collect(Collectors.toUnmodifiableSet());
    return new Membership(
        member.id(),
        member.organization(),
        member.user(),
        new AccessFacts(facts.owner(), facts.grants(), facts.suspensions(), others),
        member.entitled(),
        member.seated(),
        member.entitledSince(),
        member.joinedAt(),
        member.deletedAt(),
        member.version());
  }
}
