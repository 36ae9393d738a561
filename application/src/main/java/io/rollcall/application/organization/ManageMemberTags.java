package io.rollcall.application.organization;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.MemberTagRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.RuleViolated;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.MemberTag;
import io.rollcall.domain.organization.MemberTagId;
import io.rollcall.domain.organization.TagLabel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The labels that administrators put on members: made, changed, taken away. */
@ApplicationScoped
public class ManageMemberTags {
  private static final String TAG = "member_tag";

  private final ManagedTags managed;
  private final MemberTagRepository tags;
  private final IdSource ids;
  private final InstantSource clock;
  private final ChangeNotes notes;

  ManageMemberTags(
      ManagedTags managed,
      MemberTagRepository tags,
      IdSource ids,
      InstantSource clock,
      ChangeNotes notes) {
    this.managed = managed;
    this.tags = tags;
    this.ids = ids;
    this.clock = clock;
    this.notes = notes;
  }

  /**
   * Locks the organization, as everything here does.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code Invalid} naming {@code label} when there is one already
   */
  @Transactional
  public MemberTagId create(OrganizationId organization, UserId actor, TagLabel label) {
    managed.open(organization, actor);
    var tag = tag(organization, actor, label);
    if (add(organization, List.of(tag)) == 0) {
      throw taken();
    }
    return tag.id();
  }

  /**
   * Labels that there are already are passed over.
   *
   * @return how many are new
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  @Transactional
  public int createAll(OrganizationId organization, UserId actor, Collection<TagLabel> labels) {
    managed.open(organization, actor);
    return add(
        organization, labels.stream().map(label -> tag(organization, actor, label)).toList());
  }

  private int add(OrganizationId organization, List<MemberTag> some) {
    var added = tags.add(organization, some);
    some.stream()
        .filter(tag -> added.contains(tag.id()))
        .forEach(tag -> notes.changed(Change.created(TAG, tag.id().value(), fields(tag))));
    return added.size();
  }

  private MemberTag tag(OrganizationId organization, UserId actor, TagLabel label) {
    var now = clock.instant();
    return new MemberTag(ids.nextMemberTag(), organization, label, actor, now, now);
  }

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code Invalid} naming {@code label} when another tag has it
   */
  @Transactional
  public void relabel(OrganizationId organization, UserId actor, MemberTagId id, TagLabel label) {
    var tag = managed.open(organization, actor, id);
    boolean isTaken =
        tags.findByLabel(organization, label).filter(other -> !other.id().equals(id)).isPresent();
    if (isTaken) {
      throw taken();
    }
    if (!tag.label().equals(label)) {
      var changed = tag.relabelled(label, clock.instant());
      tags.save(changed);
      notes.changed(Change.between(TAG, id.value(), fields(tag), fields(changed)));
    }
  }

  /**
   * Takes it from everybody who has it, too.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  @Transactional
  public void remove(OrganizationId organization, UserId actor, MemberTagId id) {
    remove(organization, List.of(managed.open(organization, actor, id)));
  }

  /**
   * Ids of no tags are passed over.
   *
   * @return how many there were
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  @Transactional
  public int removeAll(OrganizationId organization, UserId actor, Collection<MemberTagId> some) {
    managed.open(organization, actor);
    var known = tags.find(organization, some);
    remove(organization, known);
    return known.size();
  }

  private void remove(OrganizationId organization, List<MemberTag> some) {
    tags.remove(organization, some.stream().map(MemberTag::id).toList());
    some.forEach(tag -> notes.changed(Change.removed(TAG, tag.id().value(), fields(tag))));
  }

  private static Map<String, @Nullable Object> fields(MemberTag tag) {
    return Map.of("label", tag.label().text());
  }

  private static RuleViolated taken() {
    return Violation.Invalid.field("label", "A tag with this label exists already.").refused();
  }
}
