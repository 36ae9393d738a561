package io.rollcall.application.organization;

import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.Background;
import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.MemberTagImportRepository;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.MemberTagImport;
import io.rollcall.domain.organization.MemberTagImport.Line;
import io.rollcall.domain.organization.MemberTagImportId;
import io.rollcall.domain.organization.Permission;
import io.rollcall.domain.organization.TagLabel;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Takes a file of tags, which is then applied in the background. */
@ApplicationScoped
public class ImportMemberTags {
  /** How many different tags one file may have. */
  static final int MOST_TAGS = 1000;

  /** How long the outcome of an import can be looked at. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final OrganizationRepository organizations;
  private final MemberTagImportRepository imports;
  private final ApplyMemberTagImports apply;
  private final Background background;
  private final Atomically atomically;
  private final IdSource ids;
  private final InstantSource clock;
  private final ChangeNotes notes;

  ImportMemberTags(
      OrganizationRepository organizations,
      MemberTagImportRepository imports,
      ApplyMemberTagImports apply,
      Background background,
      Atomically atomically,
      IdSource ids,
      InstantSource clock,
      ChangeNotes notes) {
    this.organizations = organizations;
    this.imports = imports;
    this.apply = apply;
    this.background = background;
    this.atomically = atomically;
    this.ids = ids;
    this.clock = clock;
    this.notes = notes;
  }

  /**
   * @param everybodys what everybody in the file gets
   */
  public record Command(
      OrganizationId organization, UserId actor, List<Line> lines, List<TagLabel> everybodys) {}

  /**
   * @return the import to ask for
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code Invalid} naming {@code file} for too many different tags
   */
  public MemberTagImportId execute(Command command) {
    var id = atomically.get(() -> add(command));
    background.run("import of member tags " + id, apply::execute);
    return id;
  }

  private MemberTagImportId add(Command command) {
    var organization = command.organization();
    organizations
        .acting(organization, command.actor())
        .orElseThrow(() -> new Violation.NotFound("organization").refused())
        .require(Permission.MANAGE_MEMBERS);
    requireFewTags(command);
    var now = clock.instant();
    imports.forget(organization, now.minus(KEPT));
    var created =
        MemberTagImport.created(
            ids.nextMemberTagImport(), organization, command.actor(), command.everybodys(), now);
    imports.add(created, command.lines());
    notes.changed(
        Change.created(
            "member_tag_import",
            created.id().value(),
            Map.of(
                "lines", command.lines().size(),
                "bulk_tags", created.everybodys().stream().map(TagLabel::text).toList())));
    return created.id();
  }

  private static void requireFewTags(Command command) {
    long different =
        Stream.concat(
                command.everybodys().stream(),
                command.lines().stream().flatMap(line -> line.labels().stream()))
            .map(TagLabel::key)
            .distinct()
            .limit(MOST_TAGS + 1L)
            .count();
    if (different > MOST_TAGS) {
      throw Violation.Invalid.field(
              "file", "At most %d different tags in one file.".formatted(MOST_TAGS))
          .refused();
    }
  }
}
