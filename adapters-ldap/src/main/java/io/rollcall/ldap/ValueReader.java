package io.rollcall.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.rollcall.domain.federation.ReadFailed;
import io.rollcall.domain.federation.ReadFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All values of an attribute, also where the server gives the first ones only and wants to be asked
 * for the others (range retrieval, MS-ADTS 3.1.1.3.1.3.3: {@code member;range=0-1499}).
 */
final class ValueReader {
  private static final Pattern RANGE = Pattern.compile("(?i);range=([0-9]{1,9})-([0-9]{1,9}|\\*)");

  private ValueReader() {}

  /** The first value of an attribute that has one. */
  static String firstOf(Attribute attribute) {
    return attribute.getRawValues()[0].stringValue();
  }

  /** Whether there are more values than the entry holds. */
  static boolean isPartial(Entry entry, String attribute) {
    return entry.getAttributes().stream()
        .anyMatch(held -> isRangeOf(held, attribute) && !isLast(held));
  }

  /** The values that the entry holds, raw. */
  static List<String> values(Entry entry, String attribute) {
    var plain = entry.getAttribute(attribute);
    if (plain != null && plain.size() > 0) {
      return List.of(plain.getValues());
    }
    for (var held : entry.getAttributes()) {
      if (isRangeOf(held, attribute)) {
        return List.of(held.getValues());
      }
    }
    return List.of();
  }

  /**
   * All values, asking for those that the entry does not hold.
   *
   * @throws ReadFailed RANGE_UNREADABLE unless the last range was read
   */
  static List<String> allValues(LdapSession session, SearchResultEntry entry, String attribute) {
    if (!isPartial(entry, attribute)) {
      return values(entry, attribute);
    }
    var all = new ArrayList<String>();
    Entry part = entry;
    while (true) {
      var range = rangeIn(part, attribute, all.size());
      Collections.addAll(all, range.getValues());
      if (isLast(range)) {
        return all;
      }
      part = next(session, entry, "%s;range=%d-*".formatted(attribute, all.size()));
    }
  }

  private static Entry next(LdapSession session, SearchResultEntry entry, String ranged) {
    try {
      return session
          .readOne("Reading " + ranged, entry.getDN(), ranged)
          .orElseThrow(() -> unreadable(entry, ranged + " was refused"));
    } catch (ReadFailed failed) {
      if (failed.failure() == ReadFailure.SERVER_ERROR
          || failed.failure() == ReadFailure.BASE_NOT_FOUND) {
        throw unreadable(entry, String.valueOf(failed.getMessage()));
      }
      throw failed;
    }
  }

  private static Attribute rangeIn(Entry part, String attribute, int from) {
    for (var held : part.getAttributes()) {
      if (isRangeOf(held, attribute)
          && start(held) == from
          && held.size() > 0
          && isAsLongAsItSays(held)) {
        return held;
      }
    }
    throw unreadable(part, "%s from %d on did not come".formatted(attribute, from));
  }

  private static boolean isAsLongAsItSays(Attribute held) {
    return isLast(held) || Integer.parseInt(range(held).group(2)) - start(held) + 1 == held.size();
  }

  private static ReadFailed unreadable(Entry entry, String why) {
    return new ReadFailed(
        ReadFailure.RANGE_UNREADABLE,
        "%s has too many members to come at once, and they could not be read to the end: %s."
            .formatted(Texts.clean(entry.getDN(), Texts.MAX_DN_LENGTH), why));
  }

  private static boolean isRangeOf(Attribute held, String attribute) {
    var name = held.getName();
    return name.length() > attribute.length()
        && name.charAt(attribute.length()) == ';'
        && name.regionMatches(true, 0, attribute, 0, attribute.length())
        && range(held).matches();
  }

  private static Matcher range(Attribute held) {
    var name = held.getName();
    var matcher = RANGE.matcher(name).region(Math.max(0, name.indexOf(';')), name.length());
    matcher.matches();
    return matcher;
  }

  private static int start(Attribute held) {
    return Integer.parseInt(range(held).group(1));
  }

  private static boolean isLast(Attribute held) {
    return range(held).group(2).equals("*");
  }

  /** A filter of the settings. */
  static Filter filter(String text) {
    try {
      return Filter.create(text);
    } catch (LDAPException notAFilter) {
      throw new ReadFailed(
          ReadFailure.SETTINGS_INVALID,
          "%s is not an LDAP filter (RFC 4515).".formatted(Texts.clean(text)));
    }
  }
}
