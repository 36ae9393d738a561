package io.rollcall.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.Background;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.RecordingNotes;
import io.rollcall.application.port.UseCaseTest;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.MemberTagImport;
import io.rollcall.domain.organization.MemberTagImport.Line;
import io.rollcall.domain.organization.MemberTagImport.Outcome;
import io.rollcall.domain.organization.MemberTagImport.Skip;
import io.rollcall.domain.organization.MemberTagImport.Status;
import io.rollcall.domain.organization.MemberTagImportId;
import io.rollcall.domain.organization.TagLabel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemberTagImportUseCasesTest extends UseCaseTest {
  private final UserId owner = person("owner");
  private final OrganizationId here = found(owner);
  private final UserId admin = member(here, owner, "admin", Role.ADMINISTRATOR);
  private final UserId manager = member(here, owner, "manager", Role.MANAGER);

  private final RecordingNotes notes = new RecordingNotes();
  private final ApplyMemberTagImports apply = apply(world.clock());
  private final ReadMemberTagImport read =
      new ReadMemberTagImport(world.organizations(), world.memberTagImports());

  private ApplyMemberTagImports apply(InstantSource clock) {
    return new ApplyMemberTagImports(
        new ManagedTags(world.organizations(), world.memberTags(), clock),
        world.memberTags(),
        world.memberTagImports(),
        world.atomically(),
        world.ids(),
        world.clock());
  }

  private ImportMemberTags imports(Background background) {
    return new ImportMemberTags(
        world.organizations(),
        world.memberTagImports(),
        apply,
        background,
        world.atomically(),
        world.ids(),
        world.clock(),
        notes);
  }

  private final ImportMemberTags atOnce = imports(world.background());

  /** The process dies before anything happens in the background. */
  private final ImportMemberTags never = imports((name, work) -> {});

  private String address(UserId user) {
    return world.users().find(user).orElseThrow().email().value();
  }

  private ImportMemberTags.Command command(UserId actor, Line... lines) {
    return new ImportMemberTags.Command(
        here, actor, List.of(lines), List.of(new TagLabel("batch")));
  }

  private Line managers(String... labels) {
    return Line.of(2, address(manager), List.of(labels));
  }

  private MemberTagImport job(MemberTagImportId id) {
    return read.execute(here, admin, id).job();
  }

  private List<String> of(UserId user) {
    return world.memberViews().member(here, user).orElseThrow().tags().stream()
        .map(MemberViews.Titled::title)
        .toList();
  }

  @Test
  void fileIsAppliedInTheBackground() {
    var id =
        atOnce.execute(
            command(admin, managers("night", "late"), Line.of(3, "nobody@example.com", List.of())));

    var report = read.execute(here, owner, id);
    assertThat(report.job().status()).isEqualTo(Status.COMPLETED);
    assertThat(report.job().outcome()).isEqualTo(new Outcome(3, 3, 1));
    assertThat(report.job().finishedAt()).isEqualTo(world.clock().instant());
    assertThat(report.skipped())
        .containsExactly(new Line(3, "nobody@example.com", List.of(), Skip.NOT_A_MEMBER));
    assertThat(of(manager)).containsExactly("batch", "night", "late");
    assertThat(notes.changes())
        .containsExactly(
            Change.created(
                "member_tag_import",
                id.value(),
                Map.of("lines", 2, "bulk_tags", List.of("batch"))));
    assertThat(
            world.memberTags().findByLabel(here, new TagLabel("night")).orElseThrow().createdBy())
        .isEqualTo(admin);
  }

  @Test
  void onlyWhoManagesMembersImportsAndOnlyWhoSeesThePageLooks() {
    assertThat(refusal(() -> atOnce.execute(command(manager, managers("x")))))
        .isEqualTo(new Violation.NotPermitted("manage_members"));
    assertThat(refusal(() -> atOnce.execute(command(person("stranger"), managers("x")))))
        .isEqualTo(new Violation.NotFound("organization"));
    var id = atOnce.execute(command(admin, managers("x")));
    assertThat(refusal(() -> read.execute(here, manager, id)))
        .isEqualTo(new Violation.NotPermitted("view_organization_page"));
    var there = found(owner);
    assertThat(refusal(() -> read.execute(there, owner, id)))
        .isEqualTo(new Violation.NotFound("import"));
  }

  @Test
  void fileWithEndlesslyManyTagsIsRefused() {
    var lines =
        IntStream.range(0, ImportMemberTags.MOST_TAGS)
            .mapToObj(i -> Line.of(i + 2, address(manager), List.of("t" + i)))
            .toArray(Line[]::new);

    assertThat(refusal(() -> atOnce.execute(command(admin, lines))))
        .isEqualTo(Violation.Invalid.field("file", "At most 1000 different tags in one file."));
    assertThat(world.memberTagImports().due(world.clock().instant())).isEmpty();
  }

  @Test
  void importOfAProcessThatDiedIsAppliedByAnother() {
    var waiting = never.execute(command(admin, managers("night")));
    assertThat(job(waiting).status()).isEqualTo(Status.CREATED);
    var due = world.memberTagImports().due(world.clock().instant()).getFirst();
    assertThat(
            world
                .memberTagImports()
                .claim(due, world.clock().instant(), ApplyMemberTagImports.LEASE))
        .isPresent();

    apply.execute();
    assertThat(job(waiting).status()).isEqualTo(Status.IN_PROGRESS);
    assertThat(of(manager)).isEmpty();
    later(ApplyMemberTagImports.LEASE);
    apply.execute();

    assertThat(job(waiting).status()).isEqualTo(Status.COMPLETED);
    assertThat(of(manager)).containsExactly("batch", "night");
  }

  @Test
  void importThatNeverSucceedsFailsInTheEnd() {
    var broken =
        apply(
            () -> {
              throw new IllegalStateException("no clock");
            });
    var id = never.execute(command(admin, managers("night")));

    for (int attempt = 1; attempt <= ApplyMemberTagImports.MOST_ATTEMPTS; attempt++) {
      broken.execute();
      assertThat(job(id).status()).isEqualTo(Status.IN_PROGRESS);
      assertThat(job(id).attempts()).isEqualTo(attempt);
      later(ApplyMemberTagImports.LEASE);
    }
    broken.execute();

    assertThat(job(id).status()).isEqualTo(Status.FAILED);
    assertThat(job(id).problem()).isEqualTo("It was begun 3 times and never came to an end.");
    later(Duration.ofHours(1));
    apply.execute();
    assertThat(job(id).status()).isEqualTo(Status.FAILED);
    assertThat(of(manager)).isEmpty();
  }

  @Test
  void whoMayNoLongerManageMembersAppliesNothing() {
    var id = never.execute(command(admin, managers("night")));
    change(
        here,
        List.of(owner, admin),
        occasion(owner, 1),
        slice -> slice.changeRole(owner, admin, Role.ANNOTATOR));

    apply.execute();

    var job = read.execute(here, owner, id).job();
    assertThat(job.status()).isEqualTo(Status.FAILED);
    assertThat(job.problem()).isEqualTo(new Violation.NotPermitted("").message());
    assertThat(of(manager)).isEmpty();
  }

  @Test
  void oldOutcomesAreForgottenWithTheNextFile() {
    var old = atOnce.execute(command(admin, managers("night")));
    later(Duration.ofDays(30));
    var kept = atOnce.execute(command(admin, managers("night")));
    assertThat(job(old).status()).isEqualTo(Status.COMPLETED);
    later(Duration.ofSeconds(1));

    atOnce.execute(command(admin, managers("night")));

    assertThat(refusal(() -> job(old))).isEqualTo(new Violation.NotFound("import"));
    assertThat(job(kept).status()).isEqualTo(Status.COMPLETED);
  }
}
