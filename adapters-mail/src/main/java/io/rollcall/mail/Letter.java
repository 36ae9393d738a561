package io.rollcall.mail;

import org.jspecify.annotations.Nullable;

/**
 * A letter as it is written.
 *
 * @param subject one line without control characters
 * @param link what the letter asks to follow; null when it asks for nothing
 */
record Letter(String to, String subject, @Nullable String link, String text, String html) {
  Letter {
    subject = oneLine(subject);
  }

  /**
   * A header ends where a line does (RFC 5322, section 2.2), and so does a line of a log: nobody
   * begins another.
   */
  static String oneLine(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }

  /** Nothing of it belongs in a log: it holds a link. */
  @Override
  public String toString() {
    return "Letter[***]";
  }
}
