package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.organization.MemberTag;
import io.rollcall.domain.organization.TagLabel;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class MemberTagRepositoryContract extends PortContract {
  private UserId owner;
  private UserId ann;
  private UserId bob;
  private OrganizationId here;

  @BeforeEach
  void people() {
    owner = person("owner");
    ann = person("ann");
    bob = person("bob");
    here = found(owner);
    join(here, owner, ann, Role.ANNOTATOR, 1);
    join(here, owner, bob, Role.REVIEWER, 1);
  }

  private MemberTagRepository tags() {
    return ports().memberTags();
  }

  private MemberTag tag(String label) {
    return new MemberTag(
        ports().ids().nextMemberTag(), here, new TagLabel(label), owner, at(1), at(1));
  }

  private MemberTag add(String label) {
    var tag = tag(label);
    assertThat(ports().transaction(() -> tags().add(here, List.of(tag)))).containsExactly(tag.id());
    return tag;
  }

  private int assign(MemberViews.Filter who, boolean only, MemberTag... some) {
    var ids = Stream.of(some).map(MemberTag::id).toList();
    return ports().transaction(() -> tags().assign(here, who, ids, only));
  }

  private static MemberViews.Filter only(UserId... users) {
    return MemberViews.Filter.ALL.choosing(Set.of(users), Set.of());
  }

  private List<String> of(UserId user) {
    return ports()
        .transaction(() -> ports().memberViews().member(here, user))
        .orElseThrow()
        .tags()
        .stream()
        .map(MemberViews.Titled::title)
        .toList();
  }

  @Test
  void tagComesBackWholeAndOnlyHere() {
    var night = add("night");
    var late = add("late");
    var there = found(owner);

    assertThat(ports().transaction(() -> tags().find(here, night.id()))).contains(night);
    assertThat(ports().transaction(() -> tags().findByLabel(here, new TagLabel("NIGHT"))))
        .contains(night);
    assertThat(ports().transaction(() -> tags().find(there, night.id()))).isEmpty();
    assertThat(ports().transaction(() -> tags().findByLabel(there, new TagLabel("night"))))
        .isEmpty();
    var some = List.of(night.id(), late.id());
    assertThat(ports().transaction(() -> tags().find(there, some))).isEmpty();
    ports().transaction(() -> tags().remove(there, some));
    assertThat(ports().transaction(() -> tags().find(here, some))).containsExactly(night, late);
  }

  @Test
  void labelThatThereIsAlreadyIsPassedOver() {
    var night = add("night");
    var day = tag("Day");

    assertThat(
            ports()
                .transaction(
                    () -> tags().add(here, List.of(tag("Night"), day, tag("night"), tag("dAY")))))
        .containsExactly(day.id());
    assertThat(ports().transaction(() -> tags().findByLabel(here, night.label()))).contains(night);
    assertThat(ports().transaction(() -> tags().findByLabel(here, day.label()))).contains(day);
    assertThat(ports().transaction(() -> tags().add(here, List.of()))).isEmpty();
  }

  @Test
  void savedTagHasAnotherLabel() {
    var night = add("night").relabelled(new TagLabel("late"), at(2));
    ports().transaction(() -> tags().save(night));

    assertThat(ports().transaction(() -> tags().find(here, night.id()))).contains(night);
    assertThat(ports().transaction(() -> tags().findByLabel(here, new TagLabel("night"))))
        .isEmpty();
    assertThat(ports().transaction(() -> tags().findByLabel(here, new TagLabel("late"))))
        .contains(night);
  }

  @Test
  void tagsArePutOnWhoeverIsChosenOnce() {
    var night = add("night");
    var late = add("late");

    assertThat(assign(only(ann), false, night)).isEqualTo(1);
    assertThat(assign(MemberViews.Filter.ALL, false, night, late)).isEqualTo(5);
    assertThat(assign(MemberViews.Filter.ALL, false, night, late)).isZero();
    assertThat(of(ann)).containsExactlyInAnyOrder("night", "late");

    assertThat(assign(only(ann), true, late)).isZero();
    assertThat(of(ann)).containsExactly("late");
    assertThat(of(bob)).hasSize(2);
    assertThat(assign(only(bob), true)).isZero();
    assertThat(of(bob)).isEmpty();
  }

  @Test
  void membersAreFoundByTheirTags() {
    var night = add("night");
    var late = add("late");
    assign(only(ann), false, night);
    assign(only(bob), false, late);

    assertThat(tagged(night)).containsExactly(ann);
    assertThat(tagged(night, late)).containsExactly(ann, bob);
    ports().transaction(() -> tags().remove(here, List.of(night.id())));
    assertThat(tagged(night)).isEmpty();
    assertThat(of(ann)).isEmpty();
  }

  private List<UserId> tagged(MemberTag... some) {
    var filter = MemberViews.Filter.of(having(false, some));
    return ports().transaction(() -> ports().memberViews().userIds(here, filter));
  }

  private static MemberViews.Traits having(boolean deleted, MemberTag... some) {
    return new MemberViews.Traits(
        "",
        Set.of(),
        Set.of(),
        deleted,
        null,
        null,
        Stream.of(some).map(MemberTag::id).collect(Collectors.toSet()));
  }

  private int members(MemberTag tag) {
    return ports().transaction(() -> tags().tag(here, tag.id())).orElseThrow().members();
  }

  private void leave(UserId user, int minutes) {
    change(here, List.of(user), occasion(owner, minutes), slice -> slice.remove(owner, user));
  }

  @Test
  void whoLeavesKeepsTheirTagsAndIsNotCounted() {
    var night = add("night");
    var late = add("late");
    assign(MemberViews.Filter.ALL, false, night);
    leave(bob, 2);

    assertThat(members(night)).isEqualTo(2);
    assertThat(of(bob)).containsExactly("night");
    assertThat(tagged(night)).doesNotContain(bob).hasSize(2);
    assertThat(assign(MemberViews.Filter.of(having(true, night)), false, late)).isEqualTo(1);
    assertThat(members(late)).isZero();

    join(here, owner, bob, Role.REVIEWER, 3);
    assertThat(of(bob)).containsExactly("night", "late");
    assertThat(members(night)).isEqualTo(3);
    assertThat(members(late)).isEqualTo(1);
  }

  @Test
  void countFollowsEveryAssignment() {
    var night = add("night");
    var late = add("late");

    assign(MemberViews.Filter.ALL, false, night, late);
    assertThat(members(night)).isEqualTo(3);
    assign(only(ann), true, late);
    assertThat(members(night)).isEqualTo(2);
    assertThat(members(late)).isEqualTo(3);
    assign(MemberViews.Filter.ALL, true);
    assertThat(members(night)).isZero();
    assertThat(members(late)).isZero();
  }

  @Test
  void whoIsErasedHasNoTags() {
    var night = add("night");
    assign(only(bob), false, night);
    leave(bob, 2);
    ports().transaction(() -> ports().users().erase(List.of(bob)));

    assertThat(of(bob)).isEmpty();
    assertThat(members(night)).isZero();
  }

  @Test
  void listCountsThoseWhoBelong() {
    var night = add("Night");
    var late = add("late");
    assign(MemberViews.Filter.ALL, false, night);
    assign(only(ann), false, late);
    leave(bob, 2);

    assertThat(labels("", MemberTagRepository.Ordering.LABEL, false))
        .containsExactly("late", "Night");
    assertThat(labels("NIG", MemberTagRepository.Ordering.LABEL, false)).containsExactly("Night");
    assertThat(labels("%", MemberTagRepository.Ordering.LABEL, false)).isEmpty();
    assertThat(labels("", MemberTagRepository.Ordering.MEMBERS, true))
        .containsExactly("Night", "late");
    for (var ordering : MemberTagRepository.Ordering.values()) {
      assertThat(labels("", ordering, true))
          .containsExactlyElementsOf(labels("", ordering, false).reversed());
    }
    var row = ports().transaction(() -> tags().tag(here, night.id())).orElseThrow();
    assertThat(row.members()).isEqualTo(2);
    assertThat(row.creator().id()).isEqualTo(owner.value());
    assertThat(row.tag()).isEqualTo(night);
  }

  private List<String> labels(
      String search, MemberTagRepository.Ordering ordering, boolean descending) {
    return ports()
        .transaction(
            () ->
                tags()
                    .tags(
                        new MemberTagRepository.Query(
                            here, search, ordering, descending, new Page.Request(1, 10))))
        .items()
        .stream()
        .map(row -> row.tag().label().text())
        .toList();
  }
}
