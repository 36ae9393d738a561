package io.rollcall.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.MemberTagRepository;
import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.RecordingNotes;
import io.rollcall.application.port.UseCaseTest;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.MemberTagId;
import io.rollcall.domain.organization.TagLabel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MemberTagUseCasesTest extends UseCaseTest {
  private final UserId owner = person("owner");
  private final OrganizationId here = found(owner);
  private final UserId admin = member(here, owner, "admin", Role.ADMINISTRATOR);
  private final UserId manager = member(here, owner, "manager", Role.MANAGER);

  private final RecordingNotes notes = new RecordingNotes();
  private final ManagedTags managed =
      new ManagedTags(world.organizations(), world.memberTags(), world.clock());
  private final ManageMemberTags manage =
      new ManageMemberTags(managed, world.memberTags(), world.ids(), world.clock(), notes);
  private final AssignMemberTags assign = new AssignMemberTags(managed, world.memberTags(), notes);
  private final ReadMemberTags read = new ReadMemberTags(world.organizations(), world.memberTags());

  private static TagLabel label(String text) {
    return new TagLabel(text);
  }

  private static Violation taken() {
    return Violation.Invalid.field("label", "A tag with this label exists already.");
  }

  private int assign(UserId actor, MemberTagId tag) {
    return assign.execute(
        new AssignMemberTags.Command(here, actor, MemberViews.Filter.ALL, Set.of(tag), false));
  }

  private MemberTagRepository.Query query() {
    return new MemberTagRepository.Query(
        here, "", MemberTagRepository.Ordering.LABEL, false, new Page.Request(1, 10));
  }

  @Test
  void labelsAreUniqueInTheOrganization() {
    var night = manage.create(here, admin, label("night"));
    var late = manage.create(here, admin, label("late"));

    assertThat(refusal(() -> manage.create(here, admin, label(" Night ")))).isEqualTo(taken());
    assertThat(refusal(() -> manage.relabel(here, admin, late, label("NIGHT")))).isEqualTo(taken());
    assertThat(manage.createAll(here, admin, List.of(label("Night"), label("early")))).isEqualTo(1);
    manage.relabel(here, admin, night, label("Night"));
    assertThat(read.one(here, admin, night).tag().label()).isEqualTo(label("Night"));
  }

  @Test
  void tagThatChangesTellsWhen() {
    var night = manage.create(here, admin, label("night"));
    var made = world.clock().instant();
    later(java.time.Duration.ofMinutes(5));
    manage.relabel(here, owner, night, label("night"));
    assertThat(read.one(here, admin, night).tag().updatedAt()).isEqualTo(made);

    manage.relabel(here, owner, night, label("late"));

    var changed = read.one(here, admin, night).tag();
    assertThat(changed.updatedAt()).isEqualTo(world.clock().instant());
    assertThat(changed.createdAt()).isEqualTo(made);
    assertThat(changed.createdBy()).isEqualTo(admin);
  }

  @Test
  void tagOfAnotherOrganizationIsNotThere() {
    var there = found(owner);
    var foreign = manage.create(there, owner, label("night"));
    var unknown = new Violation.NotFound("member tag");

    for (var reader : List.of(admin, manager)) {
      assertThat(refusal(() -> read.one(here, reader, foreign))).isEqualTo(unknown);
      assertThat(refusal(() -> manage.relabel(here, reader, foreign, label("x"))))
          .isEqualTo(unknown);
      assertThat(refusal(() -> manage.remove(here, reader, foreign))).isEqualTo(unknown);
    }
    assertThat(manage.removeAll(here, admin, List.of(foreign))).isZero();
    assertThat(refusal(() -> assign(admin, foreign)))
        .isEqualTo(Violation.Invalid.field("tags", "Not all of them are tags here."));
    assertThat(read.one(there, owner, foreign).members()).isZero();
    assertThat(refusal(() -> read.list(person("stranger"), query())))
        .isEqualTo(new Violation.NotFound("organization"));
  }

  @Test
  void managersNeitherReadNorChangeThem() {
    var night = manage.create(here, admin, label("night"));

    for (ThrowingCallable act :
        List.<ThrowingCallable>of(
            () -> manage.create(here, manager, label("x")),
            () -> manage.createAll(here, manager, List.of(label("x"))),
            () -> manage.relabel(here, manager, night, label("x")),
            () -> manage.remove(here, manager, night),
            () -> manage.removeAll(here, manager, List.of(night)),
            () -> assign(manager, night))) {
      assertThat(refusal(act)).isEqualTo(new Violation.NotPermitted("manage_members"));
    }
    for (ThrowingCallable look :
        List.<ThrowingCallable>of(
            () -> read.one(here, manager, night), () -> read.list(manager, query()))) {
      assertThat(refusal(look)).isEqualTo(new Violation.NotPermitted("view_organization_page"));
    }
  }

  @Test
  void assignedTagsAreCounted() {
    var night = manage.create(here, admin, label("night"));

    assertThat(assign(admin, night)).isEqualTo(3);
    assertThat(assign(admin, night)).isZero();
    assertThat(read.list(admin, query()).items())
        .singleElement()
        .satisfies(row -> assertThat(row.members()).isEqualTo(3));
  }

  @Test
  void whatChangesIsNoted() {
    var night = manage.create(here, admin, label("night"));
    manage.createAll(here, admin, List.of(label("Night"), label("late")));
    var late = world.memberTags().findByLabel(here, label("late")).orElseThrow().id();
    manage.relabel(here, admin, night, label("NIGHT"));
    assign(admin, night);
    manage.removeAll(here, admin, List.of(late, new MemberTagId(4711)));

    assertThat(notes.changes())
        .containsExactly(
            Change.created("member_tag", night.value(), Map.of("label", "night")),
            Change.created("member_tag", late.value(), Map.of("label", "late")),
            Change.between(
                "member_tag", night.value(), Map.of("label", "night"), Map.of("label", "NIGHT")),
            Change.created(
                "member_tag_assignments",
                here.value(),
                Map.of("tags", List.of(night.value()), "assigned", 3, "overwrite", false)),
            Change.removed("member_tag", late.value(), Map.of("label", "late")));
  }
}
