package io.rollcall.domain.organization;

import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that puts tags on members, from its upload to its outcome.
 *
 * @param requestedBy has to be allowed to do it when it is applied, too
 * @param everybodys what everybody in the file gets
 * @param attempts how many times a server process began to apply it
 * @param problem why it failed; null unless it did
 * @param finishedAt null while it is not over
 */
public record MemberTagImport(
    MemberTagImportId id,
    OrganizationId organization,
    UserId requestedBy,
    List<TagLabel> everybodys,
    Status status,
    int attempts,
    Outcome outcome,
    @Nullable String problem,
    Instant createdAt,
    @Nullable Instant finishedAt) {

  public MemberTagImport {
    everybodys = List.copyOf(everybodys);
  }

  public enum Status {
    CREATED,
    IN_PROGRESS,
    COMPLETED,
    FAILED
  }

  /**
   * @param skipped lines that gave nobody a tag
   */
  public record Outcome(int tagsCreated, int assignmentsCreated, int skipped) {
    public static final Outcome NOTHING = new Outcome(0, 0, 0);
  }

  public static MemberTagImport created(
      MemberTagImportId id,
      OrganizationId organization,
      UserId requestedBy,
      Collection<TagLabel> everybodys,
      Instant at) {
    return new MemberTagImport(
        id,
        organization,
        requestedBy,
        different(everybodys),
        Status.CREATED,
        0,
        Outcome.NOTHING,
        null,
        at,
        null);
  }

  public MemberTagImport completed(Outcome done, Instant at) {
    return ended(Status.COMPLETED, done, null, at);
  }

  /** Nothing of it was applied. */
  public MemberTagImport failed(String why, Instant at) {
    return ended(Status.FAILED, Outcome.NOTHING, why, at);
  }

  private MemberTagImport ended(Status end, Outcome done, @Nullable String why, Instant at) {
    return new MemberTagImport(
        id, organization, requestedBy, everybodys, end, attempts, done, why, createdAt, at);
  }

  /**
   * One line of the file.
   *
   * @param number from 1, the heading; of several lines that hold one record, the last
   * @param email normalized; as it was written where it is no address
   * @param labels no two the same; none when it is skipped
   * @param skip why it gives nobody a tag; null while nothing speaks against it
   */
  public record Line(int number, String email, List<TagLabel> labels, @Nullable Skip skip) {
    /** An address is no longer (RFC 5321, section 4.5.3.1.3). */
    private static final int LONGEST_ADDRESS = 254;

    public Line {
      labels = List.copyOf(labels);
    }

    /**
     * @param labels as they were written; blank ones are none
     */
    public static Line of(int number, String email, List<String> labels) {
      var written = labels.stream().filter(label -> !label.isBlank()).toList();
      var address = EmailAddress.parse(email);
      if (address.isEmpty()) {
        return skipped(number, email, Skip.INVALID_ADDRESS);
      }
      return written.stream().allMatch(label -> TagLabel.problem(label).isEmpty())
          ? new Line(
              number,
              address.get().value(),
              different(written.stream().map(TagLabel::new).toList()),
              null)
          : skipped(number, address.get().value(), Skip.INVALID_TAG);
    }

    public static Line skipped(int number, String email, Skip why) {
      var text = email.strip();
      return new Line(
          number,
          text.length() <= LONGEST_ADDRESS ? text : text.substring(0, LONGEST_ADDRESS - 1) + "…",
          List.of(),
          why);
    }

    public Line skippedFor(Skip why) {
      return new Line(number, email, List.of(), why);
    }
  }

  /** Why a line gives nobody a tag. */
  public enum Skip {
    MALFORMED("It has more or fewer values than the heading; several tags need quotation marks."),
    INVALID_ADDRESS("This is no e-mail address."),
    INVALID_TAG(
        "A tag is one line of at most %d characters; quotation marks enclose a whole tag."
            .formatted(TagLabel.MAX)),
    NOT_A_MEMBER("No member has this address."),
    NO_LONGER_A_MEMBER("This person is no longer a member.");

    private final String reason;

    Skip(String reason) {
      this.reason = reason;
    }

    /** For people. */
    public String reason() {
      return reason;
    }
  }

  /** The first of those that are the same. */
  private static List<TagLabel> different(Collection<TagLabel> labels) {
    var byKey = new LinkedHashMap<String, TagLabel>();
    labels.forEach(label -> byKey.putIfAbsent(label.key(), label));
    return List.copyOf(byKey.values());
  }
}
