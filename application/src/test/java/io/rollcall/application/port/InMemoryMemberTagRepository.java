package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.organization.MemberTag;
import io.rollcall.domain.organization.MemberTagId;
import io.rollcall.domain.organization.TagLabel;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The count of a tag is counted. */
public final class InMemoryMemberTagRepository implements MemberTagRepository {
  private final InMemoryWorld world;

  InMemoryMemberTagRepository(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public Set<MemberTagId> add(OrganizationId organization, Collection<MemberTag> tags) {
    var added = new HashSet<MemberTagId>();
    for (var tag : tags) {
      if (findByLabel(organization, tag.label()).isEmpty()) {
        world.tables.memberTags.put(tag.id(), tag);
        added.add(tag.id());
      }
    }
    return added;
  }

  private Stream<MemberTag> all(OrganizationId organization) {
    return world.tables.memberTags.values().stream()
        .filter(tag -> tag.organization().equals(organization));
  }

  @Override
  public Optional<MemberTag> find(OrganizationId organization, MemberTagId id) {
    return all(organization).filter(tag -> tag.id().equals(id)).findFirst();
  }

  @Override
  public Optional<MemberTag> findByLabel(OrganizationId organization, TagLabel label) {
    return all(organization).filter(tag -> tag.label().key().equals(label.key())).findFirst();
  }

  @Override
  public void save(MemberTag tag) {
    world.tables.memberTags.put(tag.id(), tag);
  }

  @Override
  public void remove(OrganizationId organization, Collection<MemberTagId> tags) {
    var gone = ids(organization, tags);
    gone.forEach(world.tables.memberTags::remove);
    world.tables.tagged.removeIf(tagged -> gone.contains(tagged.tag()));
  }

  @Override
  public List<MemberTag> find(OrganizationId organization, Collection<MemberTagId> tags) {
    return all(organization).filter(tag -> tags.contains(tag.id())).toList();
  }

  private List<MemberTagId> ids(OrganizationId organization, Collection<MemberTagId> tags) {
    return find(organization, tags).stream().map(MemberTag::id).toList();
  }

  @Override
  public int assign(
      OrganizationId organization,
      MemberViews.Filter who,
      Collection<MemberTagId> tags,
      boolean only) {
    int assigned = 0;
    for (var user : world.memberViews().userIds(organization, who)) {
      var member = new InMemoryTables.Member(organization, user);
      if (only) {
        world.tables.tagged.removeIf(
            tagged -> tagged.member().equals(member) && !tags.contains(tagged.tag()));
      }
      for (var tag : ids(organization, tags)) {
        assigned += world.tables.tagged.add(new InMemoryTables.Tagged(member, tag)) ? 1 : 0;
      }
    }
    return assigned;
  }

  /** The tags of a member, by id. */
  Stream<MemberViews.Titled> of(Membership member) {
    return world.tables.tagged.stream()
        .filter(tagged -> tagged.member().equals(InMemoryTables.Member.of(member)))
        .map(tagged -> world.tables.memberTags.get(tagged.tag()))
        .sorted(Comparator.comparing(MemberTag::id))
        .map(tag -> new MemberViews.Titled(tag.id().value(), tag.label().text()));
  }

  @Override
  public Page<TagRow> tags(Query query) {
    var order = order(query.ordering());
    return InMemoryPages.of(
        all(query.organization())
            .filter(
                tag ->
                    tag.label()
                        .text()
                        .toLowerCase(Locale.ROOT)
                        .contains(query.search().toLowerCase(Locale.ROOT)))
            .map(this::row)
            .sorted(query.descending() ? order.reversed() : order)
            .toList(),
        query.page());
  }

  private static Comparator<TagRow> order(Ordering ordering) {
    var byId = Comparator.comparing((TagRow row) -> row.tag().id());
    return switch (ordering) {
      case ID -> byId;
      case LABEL -> Comparator.comparing((TagRow row) -> row.tag().label().key());
      case CREATED ->
          Comparator.comparing((TagRow row) -> row.tag().createdAt()).thenComparing(byId);
      case MEMBERS -> Comparator.comparing(TagRow::members).thenComparing(byId);
    };
  }

  @Override
  public Optional<TagRow> tag(OrganizationId organization, MemberTagId id) {
    return find(organization, id).map(this::row);
  }

  private TagRow row(MemberTag tag) {
    var creator = world.tables.accounts.get(tag.createdBy()).user();
    var profile = creator.profile();
    return new TagRow(
        tag,
        new ProjectViews.Person(
            creator.id().value(),
            creator.email().value(),
            profile.username(),
            profile.firstName(),
            profile.lastName()),
        (int)
            world
                .organizations()
                .members(tag.organization())
                .filter(member -> !member.isDeleted())
                .filter(member -> of(member).anyMatch(had -> had.id() == tag.id().value()))
                .count());
  }
}
