package io.rollcall.rest.membership;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rollcall.application.organization.ReadMemberTagImport;
import io.rollcall.domain.organization.MemberTagImport.Line;
import io.rollcall.domain.organization.MemberTagImport.Skip;
import io.rollcall.domain.organization.MemberTagImport.Status;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far an import of tags is.
 *
 * @param usersSkipped the first thousand lines that gave nobody a tag
 * @param usersSkippedCount how many such lines there are
 * @param error why it failed
 */
@Schema(name = "OrganizationMemberTagImportStatus")
record MemberTagImportJson(
    long id,
    @Schema(
            enumeration = {"created", "in_progress", "completed", "failed"},
            examples = "completed")
        String status,
    @Schema(examples = "2") int tagsCreated,
    @Schema(examples = "57") int assignmentsCreated,
    List<SkippedJson> usersSkipped,
    @Schema(examples = "0") int usersSkippedCount,
    @Schema(nullable = true) @Nullable String error,
    Instant createdAt,
    @Schema(nullable = true) @Nullable Instant finishedAt) {

  /**
   * @param line of the file, from 1
   * @param email empty once the person is erased
   * @param code malformed, invalid-address, invalid-tag, not-a-member or no-longer-a-member
   */
  @Schema(name = "OrganizationMemberTagImportSkipped")
  record SkippedJson(
      @Schema(examples = "3") int line,
      @Schema(examples = "ann@example.com") String email,
      @Schema(examples = "not-a-member") String code,
      @Schema(examples = "No member has this address.") String reason) {

    static SkippedJson of(Line line, Skip skip) {
      return new SkippedJson(
          line.number(),
          line.email(),
          skip.name().toLowerCase(Locale.ROOT).replace('_', '-'),
          skip.reason());
    }
  }

  /** The id to ask for. */
  @Schema(name = "OrganizationMemberTagImportCreated")
  record Created(@JsonProperty("import") @Schema(name = "import", examples = "7") long id) {}

  static MemberTagImportJson of(ReadMemberTagImport.Report report) {
    var job = report.job();
    return new MemberTagImportJson(
        job.id().value(),
        status(job.status()),
        job.outcome().tagsCreated(),
        job.outcome().assignmentsCreated(),
        report.skipped().stream().flatMap(line -> skipped(line).stream()).toList(),
        job.outcome().skipped(),
        job.problem(),
        job.createdAt(),
        job.finishedAt());
  }

  private static List<SkippedJson> skipped(Line line) {
    var skip = line.skip();
    return skip == null ? List.of() : List.of(SkippedJson.of(line, skip));
  }

  private static String status(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
