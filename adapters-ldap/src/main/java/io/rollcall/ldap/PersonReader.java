package io.rollcall.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.rollcall.domain.federation.DirectoryPerson;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.DirectorySettings.GroupType;
import io.rollcall.domain.federation.ReadFailed;
import io.rollcall.domain.federation.ReadFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Reads a person out of an entry. */
final class PersonReader {
  static final String MEMBER_OF = "memberOf";
  private static final String ACCOUNT_CONTROL = "userAccountControl"; // MS-ADTS 2.2.16
  private static final int ACCOUNT_DISABLED = 2;
  private static final String ACCOUNT_LOCK = "nsAccountLock"; // 389 Directory Server, FreeIPA
  private static final String LOCKED_TIME =
      "pwdAccountLockedTime"; // draft-behera-ldap-password-policy 5.3.3
  private static final String LOCKED_FOR_GOOD = "000001010000Z";
  private static final int MAX_EMAILS = 50;

  private final DirectorySettings settings;
  private final StableId id;
  private final Set<String> disabledIds;
  private final Map<String, List<String>> ancestorsOfParent = new HashMap<>();

  PersonReader(DirectorySettings settings, StableId id, Set<String> disabledIds) {
    this.settings = settings;
    this.id = id;
    this.disabledIds = disabledIds;
  }

  /** What to ask for: nothing that is not used, so never a Java object (RFC 2713). */
  static String[] attributes(DirectorySettings settings, StableId id) {
    var map = settings.users().attributes();
    var wanted = new LinkedHashSet<>(List.of(id.attribute()));
    wanted.addAll(List.of(map.email(), map.firstName(), map.lastName(), map.username()));
    wanted.addAll(List.of(ACCOUNT_CONTROL, ACCOUNT_LOCK, LOCKED_TIME));
    switch (settings.groups().type()) {
      case MEMBER_OF -> wanted.add(MEMBER_OF);
      case POSIX_GROUP -> wanted.add(PrimaryGroups.POSIX);
      case ACTIVE_DIRECTORY ->
          wanted.addAll(List.of(PrimaryGroups.RELATIVE_ID, PrimaryGroups.SECURITY_ID));
      case GROUP_OF_NAMES, GROUP_OF_UNIQUE_NAMES, ORGANIZATIONAL_UNIT -> {}
    }
    return wanted.toArray(String[]::new);
  }

  /**
   * @param key the canonical DN of the entry
   * @param memberOf the values of its {@code memberOf}, where that is how groups are known
   * @throws ReadFailed when the entry has no stable id
   */
  DirectoryPerson read(SearchResultEntry entry, String key, List<String> memberOf) {
    var map = settings.users().attributes();
    var subject = id.of(entry);
    var username = first(entry, map.username());
    return new DirectoryPerson(
        subject,
        settings.groups().type() == GroupType.POSIX_GROUP && !username.isEmpty()
            ? username.toLowerCase(Locale.ROOT)
            : key,
        Texts.clean(entry.getDN(), Texts.MAX_DN_LENGTH),
        all(entry, map.email()),
        username,
        first(entry, map.firstName()),
        first(entry, map.lastName()),
        isDisabled(entry) || disabledIds.contains(subject),
        groups(key, memberOf));
  }

  private List<String> groups(String key, List<String> memberOf) {
    return switch (settings.groups().type()) {
      case MEMBER_OF -> GroupReader.keys(memberOf);
      case ORGANIZATIONAL_UNIT -> ancestors(key);
      case GROUP_OF_NAMES, GROUP_OF_UNIQUE_NAMES, POSIX_GROUP, ACTIVE_DIRECTORY -> List.of();
    };
  }

  private List<String> ancestors(String key) {
    int parent = CanonicalDn.parentOffset(key);
    return parent < 0
        ? List.of()
        : ancestorsOfParent.computeIfAbsent(
            key.substring(parent),
            above -> {
              var ancestors = new ArrayList<>(List.of(above));
              ancestors.addAll(CanonicalDn.ancestors(above));
              return List.copyOf(ancestors);
            });
  }

  private static boolean isDisabled(Entry entry) {
    return has(entry, ACCOUNT_CONTROL, PersonReader::saysDisabled)
        || has(entry, ACCOUNT_LOCK, "true"::equalsIgnoreCase)
        || has(entry, LOCKED_TIME, LOCKED_FOR_GOOD::equals);
  }

  private static boolean has(Entry entry, String attribute, Predicate<String> wanted) {
    var value = entry.getAttributeValue(attribute);
    return value != null && wanted.test(value.strip());
  }

  private static boolean saysDisabled(String flags) {
    try {
      return (Long.parseLong(flags) & ACCOUNT_DISABLED) != 0;
    } catch (NumberFormatException noFlags) {
      return false;
    }
  }

  private static List<String> all(Entry entry, String name) {
    var attribute = entry.getAttribute(name);
    if (attribute == null) {
      return List.of();
    }
    if (attribute.size() == 1) {
      var only = Texts.clean(ValueReader.firstOf(attribute));
      return only.isEmpty() ? List.of() : List.of(only);
    }
    return cleaned(attribute).stream().limit(MAX_EMAILS).toList();
  }

  static List<String> cleaned(Attribute attribute) {
    return Arrays.stream(attribute.getValues())
        .map(Texts::clean)
        .filter(text -> !text.isEmpty())
        .distinct()
        .toList();
  }

  static String first(Entry entry, String name) {
    var attribute = entry.getAttribute(name);
    if (attribute == null || attribute.size() == 0) {
      return "";
    }
    if (attribute.size() == 1) {
      return Texts.clean(ValueReader.firstOf(attribute));
    }
    return cleaned(attribute).stream().findFirst().orElse("");
  }

  /** The canonical DN of an entry that must be below a base. */
  static String keyOf(Entry entry, String base, String canonicalBase) {
    var key = CanonicalDn.orNull(entry.getDN());
    if (key == null || !CanonicalDn.isUnder(key, canonicalBase)) {
      throw new ReadFailed(
          ReadFailure.PROTOCOL_VIOLATION,
          "The server was asked for entries below %s and sent %s."
              .formatted(Texts.clean(base), Texts.clean(entry.getDN(), Texts.MAX_DN_LENGTH)));
    }
    return key;
  }
}
