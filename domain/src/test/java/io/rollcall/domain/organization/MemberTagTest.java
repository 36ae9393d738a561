package io.rollcall.domain.organization;

import static io.rollcall.domain.organization.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.membership.Facts;
import io.rollcall.domain.membership.Violation;
import org.junit.jupiter.api.Test;

class MemberTagTest {
  private static MemberTag tag(String label) {
    return new MemberTag(
        new MemberTagId(1),
        Team.ORGANIZATION,
        new TagLabel(label),
        Team.OWNER,
        Facts.START,
        Facts.START);
  }

  @Test
  void hasALabelOfOneLineWithoutSpaceAround() {
    assertThat(new TagLabel("  night shift\t").text()).isEqualTo("night shift");
    assertThat(new TagLabel("x".repeat(TagLabel.MAX)).text()).hasSize(255);
    for (var label : new String[] {"", "  ", "x".repeat(256), "two\nlines", "be\u0007ll"}) {
      assertThat(refusalOf(() -> new TagLabel(label)))
          .isInstanceOfSatisfying(
              Violation.Invalid.class,
              invalid ->
                  assertThat(invalid.fields().get("label"))
                      .containsExactly(TagLabel.problem(label).orElseThrow()));
    }
  }

  @Test
  void labelsThatReadTheSameAreTheSame() {
    assertThat(new TagLabel("Night Shift").key()).isEqualTo(new TagLabel("night shift").key());
    assertThat(new TagLabel("Équipe").key()).isEqualTo(new TagLabel("E\u0301quipe").key());
    assertThat(new TagLabel("night").key()).isNotEqualTo(new TagLabel("nights").key());
    assertThat(new TagLabel("Night").text()).isEqualTo("Night");
  }

  @Test
  void keepsWhoMadeItWhenItsLabelChanges() {
    var changed = tag("a").relabelled(new TagLabel("b"), Facts.minute(1));

    assertThat(changed.label()).isEqualTo(new TagLabel("b"));
    assertThat(changed.updatedAt()).isEqualTo(Facts.minute(1));
    assertThat(changed.relabelled(new TagLabel("a"), Facts.START)).isEqualTo(tag("a"));
  }
}
