package io.rollcall.application.port;

import io.rollcall.application.port.InMemoryTables.Member;
import io.rollcall.application.port.InMemoryTables.TagImport;
import io.rollcall.application.port.InMemoryTables.Tagged;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.organization.MemberTag;
import io.rollcall.domain.organization.MemberTagImport;
import io.rollcall.domain.organization.MemberTagImport.Line;
import io.rollcall.domain.organization.MemberTagImport.Skip;
import io.rollcall.domain.organization.MemberTagImport.Status;
import io.rollcall.domain.organization.MemberTagImportId;
import io.rollcall.domain.organization.TagLabel;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

public final class InMemoryMemberTagImportRepository implements MemberTagImportRepository {
  private final InMemoryWorld world;

  InMemoryMemberTagImportRepository(InMemoryWorld world) {
    this.world = world;
  }

  @Override
  public void add(MemberTagImport created, List<Line> lines) {
    world.tables.tagImports.put(
        created.id(), new TagImport(created, List.copyOf(lines), created.createdAt()));
  }

  @Override
  public void forget(OrganizationId organization, Instant endedBefore) {
    world
        .tables
        .tagImports
        .values()
        .removeIf(
            kept -> {
              var finished = kept.job().finishedAt();
              return kept.job().organization().equals(organization)
                  && finished != null
                  && finished.isBefore(endedBefore);
            });
  }

  private Optional<TagImport> kept(OrganizationId organization, MemberTagImportId id) {
    return Optional.ofNullable(world.tables.tagImports.get(id))
        .filter(kept -> kept.job().organization().equals(organization));
  }

  @Override
  public Optional<MemberTagImport> find(OrganizationId organization, MemberTagImportId id) {
    return kept(organization, id).map(TagImport::job);
  }

  @Override
  public List<Line> skipped(OrganizationId organization, MemberTagImportId id, int most) {
    return lines(organization, id).filter(line -> line.skip() != null).limit(most).toList();
  }

  private Stream<Line> lines(OrganizationId organization, MemberTagImportId id) {
    return kept(organization, id).stream().flatMap(kept -> kept.lines().stream());
  }

  private static boolean isDue(TagImport kept, Instant at) {
    return kept.job().finishedAt() == null && !kept.due().isAfter(at);
  }

  @Override
  public List<Due> due(Instant at) {
    return world.tables.tagImports.values().stream()
        .filter(kept -> isDue(kept, at))
        .sorted(Comparator.comparing(TagImport::due).thenComparing(kept -> kept.job().id()))
        .map(kept -> new Due(kept.job().organization(), kept.job().id()))
        .toList();
  }

  @Override
  public Optional<MemberTagImport> claim(Due due, Instant at, Duration lease) {
    var claimed =
        kept(due.organization(), due.id())
            .filter(kept -> isDue(kept, at))
            .map(kept -> new TagImport(begun(kept.job()), kept.lines(), at.plus(lease)));
    claimed.ifPresent(kept -> world.tables.tagImports.put(due.id(), kept));
    return claimed.map(TagImport::job);
  }

  private static MemberTagImport begun(MemberTagImport job) {
    return new MemberTagImport(
        job.id(),
        job.organization(),
        job.requestedBy(),
        job.everybodys(),
        Status.IN_PROGRESS,
        job.attempts() + 1,
        job.outcome(),
        job.problem(),
        job.createdAt(),
        job.finishedAt());
  }

  private void setLines(OrganizationId organization, MemberTagImportId id, List<Line> lines) {
    kept(organization, id)
        .ifPresent(
            kept -> world.tables.tagImports.put(id, new TagImport(kept.job(), lines, kept.due())));
  }

  @Override
  public int skipStrangers(OrganizationId organization, MemberTagImportId id) {
    var lines =
        lines(organization, id)
            .map(
                line -> {
                  var why = line.skip() == null ? stranger(organization, line) : null;
                  return why == null ? line : line.skippedFor(why);
                })
            .toList();
    setLines(organization, id, lines);
    return (int) lines.stream().filter(line -> line.skip() != null).count();
  }

  private @Nullable Skip stranger(OrganizationId organization, Line line) {
    var member = member(organization, line);
    if (member.isEmpty()) {
      return Skip.NOT_A_MEMBER;
    }
    return member.get().isDeleted() ? Skip.NO_LONGER_A_MEMBER : null;
  }

  private Optional<Membership> member(OrganizationId organization, Line line) {
    return world
        .organizations()
        .members(organization)
        .filter(
            member ->
                world
                    .tables
                    .accounts
                    .get(member.user())
                    .user()
                    .email()
                    .value()
                    .equals(line.email()))
        .findFirst();
  }

  private Stream<Line> usable(OrganizationId organization, MemberTagImportId id) {
    return lines(organization, id).filter(line -> line.skip() == null);
  }

  @Override
  public List<TagLabel> unknownLabels(OrganizationId organization, MemberTagImportId id) {
    var everybodys =
        usable(organization, id)
            .limit(1)
            .flatMap(any -> find(organization, id).stream())
            .flatMap(job -> job.everybodys().stream());
    var byKey = new LinkedHashMap<String, TagLabel>();
    Stream.concat(everybodys, usable(organization, id).flatMap(line -> line.labels().stream()))
        .filter(label -> world.memberTags().findByLabel(organization, label).isEmpty())
        .forEach(label -> byKey.putIfAbsent(label.key(), label));
    return List.copyOf(byKey.values());
  }

  @Override
  public int assign(OrganizationId organization, MemberTagImportId id) {
    var everybodys = find(organization, id).orElseThrow().everybodys();
    int assigned = 0;
    for (var line : usable(organization, id).toList()) {
      var member = new Member(organization, member(organization, line).orElseThrow().user());
      var tags =
          Stream.concat(line.labels().stream(), everybodys.stream())
              .map(label -> world.memberTags().findByLabel(organization, label))
              .map(tag -> tag.map(MemberTag::id).orElseThrow())
              .toList();
      for (var tag : tags) {
        assigned += world.tables.tagged.add(new Tagged(member, tag)) ? 1 : 0;
      }
    }
    return assigned;
  }

  @Override
  public void end(MemberTagImport ended) {
    kept(ended.organization(), ended.id())
        .filter(kept -> kept.job().finishedAt() == null)
        .filter(kept -> kept.job().attempts() == ended.attempts())
        .ifPresent(
            kept -> {
              var skipped =
                  kept.lines().stream()
                      .filter(line -> line.skip() != null)
                      .filter(line -> ended.status() == Status.COMPLETED)
                      .toList();
              world.tables.tagImports.put(ended.id(), new TagImport(ended, skipped, kept.due()));
            });
  }

  /** Files forget the address of somebody who is erased. */
  void forget(String email) {
    world.tables.tagImports.replaceAll(
        (id, kept) ->
            new TagImport(
                kept.job(),
                kept.lines().stream()
                    .map(
                        line ->
                            Objects.equals(line.email(), email)
                                ? new Line(line.number(), "", line.labels(), line.skip())
                                : line)
                    .toList(),
                kept.due()));
  }
}
