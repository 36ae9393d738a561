package io.rollcall.domain.organization;

import io.rollcall.domain.membership.Violation;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * What a member tag is called: one line of 1 to {@value #MAX} characters, without white space
 * around it. It is shown as it was typed, and compared by its {@link #key}.
 */
public record TagLabel(String text) {
  public static final int MAX = 255;

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code Invalid} naming {@code label}
   */
  public TagLabel {
    text = text.strip();
    var problem = problem(text);
    if (problem.isPresent()) {
      throw Violation.Invalid.field("label", problem.get()).refused();
    }
  }

  /** What keeps a text from being a label, for people; nothing when it can be one. */
  public static Optional<String> problem(String text) {
    var label = text.strip();
    if (label.isEmpty()) {
      return Optional.of("This field may not be blank.");
    }
    if (label.length() > MAX) {
      return Optional.of("Ensure this field has no more than %d characters.".formatted(MAX));
    }
    return label.chars().anyMatch(Character::isISOControl)
        ? Optional.of("A label is one line, without control characters.")
        : Optional.empty();
  }

  /**
   * Two labels with the same key are the same label: upper and lower case make no difference, nor
   * do the ways in which Unicode writes one character (UAX 15, form NFC).
   */
  public String key() {
    return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }

  @Override
  public String toString() {
    return text;
  }
}
