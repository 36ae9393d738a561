package io.rollcall.rest.membership;

import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.MemberTagImport.Line;
import io.rollcall.domain.organization.MemberTagImport.Skip;
import io.rollcall.domain.organization.TagLabel;
import io.rollcall.rest.common.Input;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A file of comma-separated values (RFC 4180) that puts tags on members: a heading that names the
 * columns {@code email} and {@code tags} in any order, among others; then one member a line. What
 * is in {@code tags} is itself a record: labels parted by commas, in quotation marks where they
 * hold one.
 */
final class MemberTagFile {
  private static final String FIELD = "file";
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final CSVFormat FILE = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
  private static final CSVFormat TAGS =
      CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true).get();

  private MemberTagFile() {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code Invalid} naming {@code file}
   *     where the whole file cannot be read; a line that cannot be used says so itself
   */
  static List<Line> read(byte[] file) {
    var lines = new ArrayList<Line>();
    long last = 0;
    try (var parser = FILE.parse(new StringReader(text(file)))) {
      Heading heading = null;
      for (var row : parser) {
        last = parser.getCurrentLineNumber();
        if (heading == null) {
          heading = Heading.of(row);
        } else {
          lines.add(heading.line(Math.toIntExact(last), row));
        }
      }
      if (heading == null) {
        throw refused("The submitted file is empty.");
      }
      return lines;
    } catch (IOException | UncheckedIOException malformed) {
      throw refused(
          "A quotation mark after line %d is not closed, or has something behind it that is no comma."
              .formatted(last));
    }
  }

  private static String text(byte[] file) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException otherEncoding) {
      throw refused("The file has to be encoded in UTF-8.");
    }
  }

  private static RuntimeException refused(String message) {
    return Violation.Invalid.field(FIELD, message).refused();
  }

  /** Where the columns are. */
  private record Heading(int email, int tags, int size) {
    static Heading of(CSVRecord row) {
      var names =
          Stream.of(row.values()).map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
      int email = names.indexOf("email");
      int tags = names.indexOf("tags");
      if (email < 0 || tags < 0) {
        throw refused("The first line has to name the columns email and tags, parted by a comma.");
      }
      return new Heading(email, tags, names.size());
    }

    Line line(int number, CSVRecord row) {
      if (row.size() != size) {
        return Line.skipped(number, row.size() > email ? row.get(email) : "", Skip.MALFORMED);
      }
      return labels(row.get(tags))
          .map(labels -> Line.of(number, row.get(email), labels))
          .orElseGet(() -> Line.skipped(number, row.get(email), Skip.INVALID_TAG));
    }
  }

  /** What everybody in the file gets, in the form that {@code bulk_tags} has. */
  static List<TagLabel> everybodys(Input input, @Nullable String sent) {
    var labels = labels(sent == null ? "" : sent);
    if (labels.isEmpty()) {
      input.refuse("bulk_tags", "Quotation marks enclose a whole tag.");
    }
    var everybodys = new ArrayList<TagLabel>();
    for (var label : labels.orElse(List.of())) {
      TagLabel.problem(label)
          .ifPresentOrElse(
              problem -> input.refuse("bulk_tags", problem),
              () -> everybodys.add(new TagLabel(label)));
    }
    return everybodys;
  }

  /** Those that are not blank; nothing when it is no record. */
  private static Optional<List<String>> labels(String text) {
    try (var parser = TAGS.parse(new StringReader(text))) {
      return Optional.of(
          parser.stream()
              .flatMap(row -> Stream.of(row.values()))
              .filter(label -> !label.isBlank())
              .toList());
    } catch (IOException | UncheckedIOException malformed) {
      return Optional.empty();
    }
  }
}
