package io.rollcall.rest.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.rollcall.domain.membership.RuleViolated;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.MemberTagImport.Line;
import io.rollcall.domain.organization.MemberTagImport.Skip;
import io.rollcall.domain.organization.TagLabel;
import io.rollcall.rest.common.Input;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberTagFileTest {
  private static List<Line> read(String text) {
    return MemberTagFile.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> labels(String cell) {
    var lines = read("email,tags\nann@example.com,\"%s\"\n".formatted(cell.replace("\"", "\"\"")));
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().skip()).isNull();
    return lines.getFirst().labels().stream().map(TagLabel::text).toList();
  }

  private static String problem(byte[] file) {
    var violation =
        catchThrowableOfType(RuleViolated.class, () -> MemberTagFile.read(file)).violation();
    assertThat(violation).isInstanceOf(Violation.Invalid.class);
    return ((Violation.Invalid) violation).fields().get("file").getFirst();
  }

  private static String problem(String text) {
    return problem(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsThePublishedExample() {
    assertThat(
            read(
                """
                email,tags
                heidi@example.com,"Data Science, Seattle"
                sally@example.com,"Finance, New York City"
                """))
        .containsExactly(
            Line.of(2, "heidi@example.com", List.of("Data Science", "Seattle")),
            Line.of(3, "sally@example.com", List.of("Finance", "New York City")));
  }

  @Test
  void readsWhatSpreadsheetsWrite() {
    assertThat(
            read(
                "\uFEFF Name ,TAGS,Email\r\n\"Ann, A.\",night,ann@example.com\r\n\r\n,,b@example.com"))
        .containsExactly(
            Line.of(2, "ann@example.com", List.of("night")),
            Line.of(4, "b@example.com", List.of()));
  }

  @Test
  void tagWithACommaIsInQuotationMarks() {
    assertThat(labels("\"Lyon, France\" , night")).containsExactly("Lyon, France", "night");
    assertThat(labels("5\" screen,, late ,")).containsExactly("5\" screen", "late");
    assertThat(labels("a\nb")).containsExactly("a", "b");
    assertThat(labels("  ")).isEmpty();
  }

  @Test
  void lineThatCannotBeUsedIsToldByItsNumber() {
    assertThat(
            read(
                "email,tags\n"
                    + "ann@example.com,night,late\n"
                    + "ann@example.com\n"
                    + "ann,night\n"
                    + "ann@example.com,\"\"\"night\"\" x\"\n"
                    + "ann@example.com,\"%s\"\n".formatted("x".repeat(256))))
        .extracting(Line::number, Line::skip)
        .containsExactly(
            tuple(2, Skip.MALFORMED),
            tuple(3, Skip.MALFORMED),
            tuple(4, Skip.INVALID_ADDRESS),
            tuple(5, Skip.INVALID_TAG),
            tuple(6, Skip.INVALID_TAG));
  }

  @Test
  void fileThatCannotBeReadAtAllSaysWhy() {
    var heading = "The first line has to name the columns email and tags, parted by a comma.";
    assertThat(problem("")).isEqualTo("The submitted file is empty.");
    assertThat(problem("\n\n")).isEqualTo("The submitted file is empty.");
    assertThat(problem("ann@example.com,night\n")).isEqualTo(heading);
    assertThat(problem("email;tags\nann@example.com;night\n")).isEqualTo(heading);
    assertThat(problem("email,tags\nann@example.com,x\nann@example.com,\"night\n"))
        .startsWith("A quotation mark after line 2 ");
    assertThat(problem("email,tags\nann@example.com,\"night\" x\n"))
        .startsWith("A quotation mark after line 1 ");
    for (var charset : List.of(Charset.forName("windows-1252"), StandardCharsets.UTF_16)) {
      assertThat(problem("email,tags\nann@example.com,Équipe\n".getBytes(charset)))
          .isEqualTo("The file has to be encoded in UTF-8.");
    }
  }

  @Test
  void tagsOfEverybodyHaveTheSameForm() {
    var input = new Input();
    assertThat(MemberTagFile.everybodys(input, null)).isEmpty();
    assertThat(MemberTagFile.everybodys(input, "pilot, \"Lyon, France\""))
        .containsExactly(new TagLabel("pilot"), new TagLabel("Lyon, France"));
    input.refuseIfWrong();

    for (var wrong : List.of("\"pilot\" x", "x".repeat(256))) {
      var named = new Input();
      MemberTagFile.everybodys(named, wrong);
      assertThat(catchThrowableOfType(RuleViolated.class, named::refuseIfWrong).violation())
          .isInstanceOfSatisfying(
              Violation.Invalid.class,
              invalid -> assertThat(invalid.fields()).containsOnlyKeys("bulk_tags"));
    }
  }
}
