package io.rollcall.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * DNs (RFC 4514) in one spelling, so that they compare as text: lower case, no optional spaces or
 * escapes, the parts of an RDN in order. Most DNs that a server sends are nearly so; they take a
 * fast path, since a large directory names half a million of them in one run.
 */
final class CanonicalDn {
  private static final boolean[] PLAIN_IN_VALUE = new boolean[128];

  static {
    for (char c = ' '; c <= '~'; c++) {
      PLAIN_IN_VALUE[c] = "\\=\"+,;<>".indexOf(c) < 0;
    }
  }

  private CanonicalDn() {}

  /** The canonical DN, or nothing when the text is not a DN. */
  static Optional<String> of(String dn) {
    return Optional.ofNullable(orNull(dn));
  }

  /** The canonical DN, or null when the text is not a DN. */
  static @Nullable String orNull(String dn) {
    if (isPlain(dn, 0)) {
      return lowerCase(dn);
    }
    try {
      int comma = firstComma(dn);
      return comma > 0 && startsWithPlainName(dn) && isPlain(dn, comma + 1)
          ? normalize(new RDN(dn.substring(0, comma))) + lowerCase(dn.substring(comma))
          : normalize(new DN(dn));
    } catch (LDAPException | IllegalArgumentException notADn) {
      return null;
    }
  }

  /** Whether a canonical DN is the base or below it. */
  static boolean isUnder(String dn, String base) {
    int comma = dn.length() - base.length() - 1;
    if (base.isEmpty()) {
      return true;
    }
    return comma < 0
        ? dn.equals(base)
        : dn.charAt(comma) == ',' && !isEscaped(dn, comma) && dn.endsWith(base);
  }

  /** What is above a canonical DN, nearest first. */
  static List<String> ancestors(String dn) {
    var ancestors = new ArrayList<String>();
    for (int i = dn.indexOf(','); i >= 0; i = dn.indexOf(',', i + 1)) {
      if (!isEscaped(dn, i)) {
        ancestors.add(dn.substring(i + 1));
      }
    }
    return List.copyOf(ancestors);
  }

  /** Where the parent of a canonical DN starts, or -1 for one that has none. */
  static int parentOffset(String dn) {
    for (int i = dn.indexOf(','); i >= 0; i = dn.indexOf(',', i + 1)) {
      if (!isEscaped(dn, i)) {
        return i + 1;
      }
    }
    return -1;
  }

  private static boolean isEscaped(String dn, int position) {
    int backslashes = 0;
    while (position > backslashes && dn.charAt(position - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  /** Whether lower case alone makes the rest of the text canonical. */
  private static boolean isPlain(String dn, int from) {
    int length = dn.length();
    int i = from;
    while (i < length) {
      int name = i;
      while (i < length && isNameCharacter(dn.charAt(i))) {
        i++;
      }
      if (i == name || i == length || dn.charAt(i) != '=' || !isLetter(dn.charAt(name))) {
        return false;
      }
      int value = ++i;
      char previous = ' ';
      while (i < length && dn.charAt(i) != ',') {
        char c = dn.charAt(i);
        if (c > '~'
            || !PLAIN_IN_VALUE[c]
            || (c == ' ' && previous == ' ')
            || (c == '#' && i == value)) {
          return false;
        }
        previous = c;
        i++;
      }
      if (previous == ' ') { // empty, or a space at the end
        return false;
      }
      i++;
      if (i == length) { // a comma at the end
        return false;
      }
    }
    return i > from;
  }

  /** The parser of a single RDN takes anything for a name, that of a DN does not. */
  private static boolean startsWithPlainName(String dn) {
    int i = 0;
    while (i < dn.length() && isNameCharacter(dn.charAt(i))) {
      i++;
    }
    return i > 0 && i < dn.length() && dn.charAt(i) == '=' && isLetter(dn.charAt(0));
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isNameCharacter(char c) {
    return isLetter(c) || (c >= '0' && c <= '9') || c == '-';
  }

  private static String lowerCase(String ascii) {
    return ascii.toLowerCase(Locale.ROOT);
  }

  /** The first comma that ends an RDN, or -1 where that takes a parser to say. */
  private static int firstComma(String dn) {
    for (int i = 0; i < dn.length(); i++) {
      switch (dn.charAt(i)) {
        case '\\' -> i++;
        case '"', ';' -> {
          return -1;
        }
        case ',' -> {
          return i;
        }
        default -> {}
      }
    }
    return -1;
  }

  private static String normalize(DN dn) throws LDAPException {
    var text = new StringBuilder();
    for (var rdn : dn.getRDNs()) {
      if (!text.isEmpty()) {
        text.append(',');
      }
      text.append(normalize(rdn));
    }
    return text.toString();
  }

  private static String normalize(RDN rdn) throws LDAPException {
    var values = rdn.getAttributeValues();
    boolean composed = true;
    for (int i = 0; i < values.length; i++) {
      if (values[i].indexOf('\uFFFD')
          >= 0) { // what was not UTF-8 would be equal to anything else that was not
        throw new LDAPException(ResultCode.INVALID_DN_SYNTAX, "not UTF-8");
      }
      if (!Normalizer.isNormalized(values[i], Normalizer.Form.NFC)) {
        values[i] = Normalizer.normalize(values[i], Normalizer.Form.NFC);
        composed = false;
      }
    }
    return (composed ? rdn : new RDN(rdn.getAttributeNames(), values)).toNormalizedString();
  }
}
