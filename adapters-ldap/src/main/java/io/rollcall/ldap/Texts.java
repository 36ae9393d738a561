package io.rollcall.ldap;

/** Makes text from a directory safe to store and to show. */
final class Texts {
  /** Longer than any real name or address. */
  static final int MAX_LENGTH = 512;

  /** DNs of deep trees are long. */
  static final int MAX_DN_LENGTH = 2048;

  private Texts() {}

  /**
   * Without control characters and characters that turn the direction of text, trimmed, and cut to
   * a sane length.
   */
  static String clean(String text) {
    return clean(text, MAX_LENGTH);
  }

  static String clean(String text, int maxLength) {
    return clip(isClean(text) ? text.strip() : withoutUnsafe(text).strip(), maxLength);
  }

  private static boolean isClean(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isUnsafe(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static String withoutUnsafe(String text) {
    var safe = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c > 0xFFFF || !isUnsafe((char) c) || c == '\t' || c == '\n')
        .map(c -> c == '\t' || c == '\n' ? ' ' : c)
        .forEach(safe::appendCodePoint);
    return safe.toString();
  }

  private static boolean isUnsafe(char c) {
    return c < ' '
        || (c >= 0x7F && c <= 0x9F)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || (c == 0x2028 || c == 0x2029)
        || (c >= 0xFFFE)
        || c == 0xFEFF;
  }

  private static String clip(String text, int maxLength) {
    if (text.length() <= maxLength) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
    return text.substring(0, end);
  }
}
