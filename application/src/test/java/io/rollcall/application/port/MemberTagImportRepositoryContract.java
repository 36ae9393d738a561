package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.organization.MemberTag;
import io.rollcall.domain.organization.MemberTagImport;
import io.rollcall.domain.organization.MemberTagImport.Line;
import io.rollcall.domain.organization.MemberTagImport.Outcome;
import io.rollcall.domain.organization.MemberTagImport.Skip;
import io.rollcall.domain.organization.MemberTagImport.Status;
import io.rollcall.domain.organization.TagLabel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

public abstract class MemberTagImportRepositoryContract extends PortContract {
  private static final Duration LEASE = Duration.ofMinutes(2);

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

  protected MemberTagImportRepository imports() {
    return ports().memberTagImports();
  }

  private String address(UserId user) {
    return ports().transaction(() -> ports().users().find(user)).orElseThrow().email().value();
  }

  private Line line(int number, UserId user, String... labels) {
    return Line.of(number, address(user), List.of(labels));
  }

  private MemberTagImport add(List<String> everybodys, Line... lines) {
    return add(everybodys, List.of(lines));
  }

  private MemberTagImport add(List<String> everybodys, List<Line> lines) {
    var created =
        MemberTagImport.created(
            ports().ids().nextMemberTagImport(),
            here,
            owner,
            everybodys.stream().map(TagLabel::new).toList(),
            T0);
    ports().transaction(() -> imports().add(created, lines));
    return created;
  }

  private Optional<MemberTagImport> claim(MemberTagImport job, Instant at) {
    var due = new MemberTagImportRepository.Due(here, job.id());
    return ports().transaction(() -> imports().claim(due, at, LEASE));
  }

  private boolean isDue(MemberTagImport job, Instant at) {
    return ports()
        .transaction(() -> imports().due(at))
        .contains(new MemberTagImportRepository.Due(here, job.id()));
  }

  private MemberTagImport find(MemberTagImport job) {
    return ports().transaction(() -> imports().find(here, job.id())).orElseThrow();
  }

  private int skipStrangers(MemberTagImport job) {
    return ports().transaction(() -> imports().skipStrangers(here, job.id()));
  }

  private List<String> unknown(MemberTagImport job) {
    return ports().transaction(() -> imports().unknownLabels(here, job.id())).stream()
        .map(TagLabel::text)
        .toList();
  }

  private void tag(String label) {
    var tag =
        new MemberTag(
            ports().ids().nextMemberTag(), here, new TagLabel(label), owner, at(1), at(1));
    ports().transaction(() -> ports().memberTags().add(here, List.of(tag)));
  }

  private int assign(MemberTagImport job) {
    unknown(job).forEach(this::tag);
    return ports().transaction(() -> imports().assign(here, job.id()));
  }

  private void end(MemberTagImport ended) {
    ports().transaction(() -> imports().end(ended));
  }

  private List<Line> skipped(MemberTagImport job) {
    return ports().transaction(() -> imports().skipped(here, job.id(), 100));
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

  private int members(String label) {
    return ports()
        .transaction(
            () ->
                ports()
                    .memberTags()
                    .findByLabel(here, new TagLabel(label))
                    .flatMap(tag -> ports().memberTags().tag(here, tag.id())))
        .orElseThrow()
        .members();
  }

  @Test
  void importComesBackWholeAndOnlyHere() {
    var job = add(List.of("new", "Neu"), line(2, ann, "a, b", "ä \"q\" \\ {x}"));
    var there = found(owner);

    assertThat(find(job)).isEqualTo(job);
    assertThat(ports().transaction(() -> imports().find(there, job.id()))).isEmpty();
    assertThat(unknown(job)).containsExactlyInAnyOrder("new", "Neu", "a, b", "ä \"q\" \\ {x}");
    assertThat(ports().transaction(() -> imports().unknownLabels(there, job.id()))).isEmpty();
  }

  @Test
  void claimedImportIsNobodyElsesUntilTheLeaseEnds() {
    var job = add(List.of(), line(2, ann, "night"));
    assertThat(isDue(job, T0.minusSeconds(1))).isFalse();
    assertThat(isDue(job, T0)).isTrue();

    var claimed = claim(job, T0).orElseThrow();
    assertThat(claimed.status()).isEqualTo(Status.IN_PROGRESS);
    assertThat(claimed.attempts()).isEqualTo(1);
    assertThat(find(job)).isEqualTo(claimed);
    assertThat(isDue(job, T0.plus(LEASE).minusSeconds(1))).isFalse();
    assertThat(claim(job, T0.plus(LEASE).minusSeconds(1))).isEmpty();

    assertThat(isDue(job, T0.plus(LEASE))).isTrue();
    assertThat(claim(job, T0.plus(LEASE)).orElseThrow().attempts()).isEqualTo(2);
  }

  @Test
  void whatIsOverIsNeverDueAgain() {
    var job = add(List.of(), line(2, ann, "night"));
    var claimed = claim(job, T0).orElseThrow();
    end(claimed.completed(new Outcome(1, 2, 3), at(1)));

    var ended = find(job);
    assertThat(ended).isEqualTo(claimed.completed(new Outcome(1, 2, 3), at(1)));
    assertThat(isDue(job, at(100))).isFalse();
    assertThat(claim(job, at(100))).isEmpty();
    end(claimed.failed("too late", at(2)));
    assertThat(find(job)).isEqualTo(ended);
  }

  @Test
  void whoLostTheLeaseEndsNothing() {
    var job = add(List.of(), line(2, ann, "night"));
    var slow = claim(job, T0).orElseThrow();
    var fast = claim(job, at(5)).orElseThrow();

    end(slow.failed("slow", at(6)));
    assertThat(find(job)).isEqualTo(fast);
    assertThat(unknown(job)).containsExactly("night");

    end(fast.failed("why", at(7)));
    assertThat(find(job).problem()).isEqualTo("why");
    assertThat(find(job).status()).isEqualTo(Status.FAILED);
    assertThat(find(job).finishedAt()).isEqualTo(at(7));
    assertThat(unknown(job)).isEmpty();
  }

  @Test
  void membersGetTheirTagsAndEverybodys() {
    tag("Night");
    var job =
        add(
            List.of("batch"),
            line(2, ann, "NIGHT", "late"),
            line(3, bob),
            line(4, ann, "late", "early"));

    assertThat(skipStrangers(job)).isZero();
    assertThat(unknown(job)).containsExactly("batch", "late", "early");
    assertThat(assign(job)).isEqualTo(5);
    assertThat(of(ann)).containsExactly("Night", "batch", "late", "early");
    assertThat(of(bob)).containsExactly("batch");
    assertThat(of(owner)).isEmpty();
    assertThat(members("batch")).isEqualTo(2);
    assertThat(members("late")).isEqualTo(1);
    assertThat(assign(job)).isZero();
    assertThat(members("batch")).isEqualTo(2);
  }

  @Test
  void labelIsSpelledAsTheFileSpellsItFirst() {
    var job = add(List.of(), line(2, ann, "Late"), line(3, bob, "LATE", "x"));

    assertThat(unknown(job)).containsExactly("Late", "x");
  }

  @Test
  void strangersAreSkippedAndTheirTagsNotMade() {
    var stranger = person("stranger");
    change(here, List.of(bob), occasion(owner, 2), slice -> slice.remove(owner, bob));
    var job =
        add(
            List.of("batch"),
            line(2, stranger, "x"),
            line(3, bob, "y"),
            line(4, ann, "z"),
            Line.of(5, "nobody", List.of("n")),
            Line.skipped(6, address(ann), Skip.MALFORMED),
            Line.of(7, email("unknown").value(), List.of()));
    var claimed = claim(job, T0).orElseThrow();

    assertThat(skipStrangers(job)).isEqualTo(5);
    assertThat(unknown(job)).containsExactly("batch", "z");
    assertThat(assign(job)).isEqualTo(2);
    end(claimed.completed(new Outcome(2, 2, 5), at(3)));

    assertThat(skipped(job))
        .extracting(Line::number, Line::email, Line::skip)
        .containsExactly(
            tuple(2, address(stranger), Skip.NOT_A_MEMBER),
            tuple(3, address(bob), Skip.NO_LONGER_A_MEMBER),
            tuple(5, "nobody", Skip.INVALID_ADDRESS),
            tuple(6, address(ann), Skip.MALFORMED),
            tuple(7, skipped(job).getLast().email(), Skip.NOT_A_MEMBER));
    assertThat(skipped(job)).allSatisfy(line -> assertThat(line.labels()).isEmpty());
    assertThat(ports().transaction(() -> imports().skipped(here, job.id(), 2))).hasSize(2);
    assertThat(of(bob)).isEmpty();
  }

  @Test
  void whatEverybodyGetsIsNotMadeForNobody() {
    var job = add(List.of("batch"), line(2, person("stranger"), "x"));

    assertThat(skipStrangers(job)).isEqualTo(1);
    assertThat(unknown(job)).isEmpty();
    assertThat(assign(job)).isZero();
  }

  @Test
  void oldImportsAreForgottenAndThoseUnderWayAreNot() {
    var old = add(List.of(), Line.of(2, "nobody", List.of("n")));
    end(claim(old, T0).orElseThrow().completed(Outcome.NOTHING, at(1)));
    var underWay = add(List.of(), line(2, ann, "x"));
    var young = add(List.of(), Line.of(2, "nobody", List.of("n")));
    end(claim(young, T0).orElseThrow().completed(Outcome.NOTHING, at(9)));

    ports().transaction(() -> imports().forget(here, at(9)));

    assertThat(ports().transaction(() -> imports().find(here, old.id()))).isEmpty();
    assertThat(skipped(old)).isEmpty();
    assertThat(skipped(young)).hasSize(1);
    assertThat(find(young).finishedAt()).isEqualTo(at(9));
    assertThat(unknown(underWay)).containsExactly("x");
  }

  @Test
  void addressOfSomebodyWhoIsErasedIsForgotten() {
    var stranger = person("stranger");
    var other = person("other");
    var job = add(List.of(), line(2, stranger, "x"), line(3, other, "y"));
    var claimed = claim(job, T0).orElseThrow();
    skipStrangers(job);
    end(claimed.completed(new Outcome(0, 0, 2), at(1)));

    ports().transaction(() -> ports().users().erase(List.of(stranger)));

    assertThat(skipped(job)).extracting(Line::email).containsExactly("", address(other));
  }

  /** Whatever grows with the square of the lines takes minutes. */
  @Test
  @Timeout(30)
  void tenThousandLinesAreAppliedAtOnce() {
    var lines = new ArrayList<Line>();
    for (int number = 2; number < 10_002; number++) {
      lines.add(Line.of(number, "nobody%d@example.com".formatted(number), List.of("x", "y")));
    }
    lines.add(line(10_002, ann, "x"));
    var job = add(List.of(), lines);

    assertThat(skipStrangers(job)).isEqualTo(10_000);
    assertThat(assign(job)).isEqualTo(1);
    assertThat(Stream.of(of(ann), of(bob)).map(List::size)).containsExactly(1, 0);
  }
}
