package io.rollcall.domain.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.membership.Facts;
import io.rollcall.domain.organization.MemberTagImport.Line;
import io.rollcall.domain.organization.MemberTagImport.Outcome;
import io.rollcall.domain.organization.MemberTagImport.Skip;
import io.rollcall.domain.organization.MemberTagImport.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberTagImportTest {
  private static TagLabel label(String text) {
    return new TagLabel(text);
  }

  @Test
  void lineNamesAMemberAndDifferentTags() {
    var line = Line.of(2, " Ann@EXAMPLE.com ", List.of(" Night", "late ", "NIGHT", " ", ""));

    assertThat(line)
        .isEqualTo(new Line(2, "ann@example.com", List.of(label("Night"), label("late")), null));
  }

  @Test
  void lineThatCannotBeUsedSaysWhy() {
    assertThat(Line.of(3, "ann", List.of("night")).skip()).isEqualTo(Skip.INVALID_ADDRESS);
    assertThat(Line.of(4, "ann@example.com", List.of("night", "x".repeat(256))))
        .isEqualTo(new Line(4, "ann@example.com", List.of(), Skip.INVALID_TAG));
    assertThat(Line.skipped(5, " x".repeat(200), Skip.MALFORMED).email())
        .hasSize(254)
        .endsWith("…");
  }

  @Test
  void endsOnceWithWhatItDidOrWhyNot() {
    var created =
        MemberTagImport.created(
            new MemberTagImportId(1),
            Team.ORGANIZATION,
            Team.OWNER,
            List.of(label("a"), label("A")),
            Facts.START);
    assertThat(created.everybodys()).containsExactly(label("a"));
    assertThat(created.status()).isEqualTo(Status.CREATED);
    assertThat(created.finishedAt()).isNull();

    var done = created.completed(new Outcome(1, 2, 3), Facts.minute(1));
    assertThat(done.status()).isEqualTo(Status.COMPLETED);
    assertThat(done.outcome()).isEqualTo(new Outcome(1, 2, 3));
    assertThat(done.finishedAt()).isEqualTo(Facts.minute(1));
    var failed = created.failed("why", Facts.minute(2));
    assertThat(failed.status()).isEqualTo(Status.FAILED);
    assertThat(failed.problem()).isEqualTo("why");
    assertThat(failed.outcome()).isEqualTo(Outcome.NOTHING);
  }
}
