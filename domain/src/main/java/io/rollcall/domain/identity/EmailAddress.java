package io.rollcall.domain.identity;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A normalized e-mail address: trimmed, lower case, the domain in ASCII (RFC 5890 A-labels). Two
 * people with equal addresses are one user.
 *
 * <p>The check is the practical one of the HTML standard (no comments, no quoted local parts), with
 * the length limits of RFC 5321 section 4.5.3.1.
 */
public record EmailAddress(String value) implements Comparable<EmailAddress> {
  /** The longest address, in characters (RFC 5321, and the published API). */
  public static final int MAX_LENGTH = 254;

  private static final int MAX_LOCAL = 64;
  private static final Pattern LOCAL =
      Pattern.compile(
          "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");

  public EmailAddress {
    if (!isPlain(value) && !normalize(value).equals(Optional.of(value))) {
      throw new IllegalArgumentException("not a normalized e-mail address");
    }
  }

  /** The address in normal form, or nothing when the text is not an e-mail address. */
  public static Optional<EmailAddress> parse(String text) {
    return isPlain(text)
        ? Optional.of(new EmailAddress(text))
        : normalize(text).map(EmailAddress::new);
  }

  /**
   * Whether the text is certainly a normalized address, decided without patterns: what nearly every
   * entry of a large directory has. Letters, digits, {@code -}, {@code _} and single inner dots,
   * all ASCII and lower case.
   */
  private static boolean isPlain(String text) {
    int at = -1;
    int labelStart = 0;
    if (text.length() > MAX_LOCAL) {
      return false;
    }
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? '.' : text.charAt(i);
      if (c == '.' || c == '@') {
        boolean edgeIsDash =
            at >= 0
                && i > labelStart
                && (text.charAt(labelStart) == '-' || text.charAt(i - 1) == '-');
        if (i == labelStart || edgeIsDash || (c == '@' && at >= 0)) {
          return false;
        }
        at = c == '@' ? i : at;
        labelStart = i + 1;
      } else if (!isLetterOrDigit(c) && c != '-' && !(c == '_' && at < 0)) {
        return false;
      }
    }
    return at > 0;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /** The part after the {@code @}: lower case, ASCII. */
  public String domain() {
    return value.substring(value.lastIndexOf('@') + 1);
  }

  private static Optional<String> normalize(String text) {
    var trimmed = text.strip();
    int at = trimmed.lastIndexOf('@');
    if (at <= 0 || at == trimmed.length() - 1 || trimmed.length() > 4 * MAX_LENGTH) {
      return Optional.empty();
    }
    var local = trimmed.substring(0, at).toLowerCase(Locale.ROOT);
    var domain = asciiDomain(trimmed.substring(at + 1));
    if (local.length() > MAX_LOCAL
        || local.length() + 1 + domain.length() > MAX_LENGTH
        || !LOCAL.matcher(local).matches()
        || !DOMAIN.matcher(domain).matches()) {
      return Optional.empty();
    }
    return Optional.of(local + "@" + domain);
  }

  private static String asciiDomain(String domain) {
    if (isPlainAscii(domain)) {
      return domain.toLowerCase(Locale.ROOT);
    }
    try {
      return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException notAName) {
      return ""; // matches no domain, so the address is refused
    }
  }

  private static boolean isPlainAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  @Override
  public int compareTo(EmailAddress other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
