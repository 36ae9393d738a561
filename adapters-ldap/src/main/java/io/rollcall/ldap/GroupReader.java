package io.rollcall.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import io.rollcall.domain.federation.DirectoryGroup;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.DirectorySettings.GroupType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** Reads a group out of an entry, by the type of groups a directory has. */
final class GroupReader {
  private final GroupType type;
  private final StableId id;

  GroupReader(GroupType type, StableId id) {
    this.type = type;
    this.id = id;
  }

  /** The filter of the settings, or the one that fits the type. */
  static Filter filter(DirectorySettings.Groups groups) {
    var filter = groups.filter();
    return ValueReader.filter(
        filter != null
            ? filter
            : switch (groups.type()) {
              case GROUP_OF_NAMES -> "(|(objectClass=groupOfNames)(objectClass=groupOfMembers))";
              case GROUP_OF_UNIQUE_NAMES -> "(objectClass=groupOfUniqueNames)";
              case POSIX_GROUP -> "(objectClass=posixGroup)";
              case ACTIVE_DIRECTORY -> "(objectClass=group)";
              case MEMBER_OF ->
                  "(|(objectClass=group)(objectClass=groupOfNames)(objectClass=groupOfMembers)"
                      + "(objectClass=groupOfUniqueNames)(objectClass=posixGroup))";
              case ORGANIZATIONAL_UNIT -> "(objectClass=organizationalUnit)";
            });
  }

  String nameAttribute() {
    return type == GroupType.ORGANIZATIONAL_UNIT ? "ou" : "cn";
  }

  /** Where the members, or with {@code memberOf} the parents, are listed. */
  String listAttribute() {
    return switch (type) {
      case GROUP_OF_NAMES, ACTIVE_DIRECTORY -> "member";
      case GROUP_OF_UNIQUE_NAMES -> "uniqueMember";
      case POSIX_GROUP -> "memberUid";
      case MEMBER_OF -> PersonReader.MEMBER_OF;
      case ORGANIZATIONAL_UNIT -> "1.1"; // RFC 4511 section 4.5.1.8: nothing
    };
  }

  String[] attributes() {
    var wanted = new LinkedHashSet<>(List.of(id.attribute(), nameAttribute()));
    switch (type) {
      case ORGANIZATIONAL_UNIT -> {}
      case POSIX_GROUP -> wanted.addAll(List.of(listAttribute(), PrimaryGroups.POSIX));
      case ACTIVE_DIRECTORY -> wanted.addAll(List.of(listAttribute(), PrimaryGroups.SECURITY_ID));
      case GROUP_OF_NAMES, GROUP_OF_UNIQUE_NAMES, MEMBER_OF -> wanted.add(listAttribute());
    }
    return wanted.toArray(String[]::new);
  }

  /** What to ask for when the members do not matter. */
  String[] attributesWithoutMembers() {
    return new String[] {id.attribute(), nameAttribute()};
  }

  /**
   * @param listed the values of {@link #listAttribute()}
   */
  DirectoryGroup read(Entry entry, String key, List<String> listed) {
    return new DirectoryGroup(
        id.of(entry),
        key,
        Texts.clean(entry.getDN(), Texts.MAX_DN_LENGTH),
        name(entry),
        switch (type) {
          case GROUP_OF_NAMES, ACTIVE_DIRECTORY -> keys(listed);
          case GROUP_OF_UNIQUE_NAMES -> keys(listed.stream().map(GroupReader::withoutUid).toList());
          case POSIX_GROUP -> userNames(listed);
          case MEMBER_OF, ORGANIZATIONAL_UNIT -> List.of();
        },
        type == GroupType.MEMBER_OF ? keys(listed) : List.of());
  }

  /** The common name; of several, the one in the DN, so that it does not change from run to run. */
  private String name(Entry entry) {
    var attribute = entry.getAttribute(nameAttribute());
    if (attribute != null && attribute.size() == 1) {
      return Texts.clean(ValueReader.firstOf(attribute));
    }
    var inDn = nameInDn(entry.getDN());
    return inDn.isEmpty() ? PersonReader.first(entry, nameAttribute()) : inDn;
  }

  static String nameInDn(String dn) {
    try {
      var rdn = DN.getRDNs(dn);
      return rdn.length == 0 ? "" : Texts.clean(firstValue(rdn[0]));
    } catch (LDAPException notADn) {
      return "";
    }
  }

  private static String firstValue(RDN rdn) {
    return rdn.getAttributeValues()[0];
  }

  /** Canonical DNs; what is none can be nobody and is left out. */
  static List<String> keys(List<String> dns) {
    var keys = new ArrayList<String>(dns.size());
    for (var dn : dns) {
      var key = CanonicalDn.orNull(dn);
      if (key != null && !key.isEmpty()) {
        keys.add(key);
      }
    }
    return keys;
  }

  private static List<String> userNames(List<String> names) {
    return names.stream()
        .map(name -> Texts.clean(name).toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /**
   * The DN in a value of Name And Optional UID syntax (RFC 4517 section 3.3.21), as in {@code
   * cn=a,dc=b#'0101'B}.
   */
  static String withoutUid(String value) {
    int hash = value.endsWith("'B") ? value.lastIndexOf("#'") : -1;
    boolean bits =
        hash >= 0
            && value
                .substring(hash + 2, value.length() - 2)
                .chars()
                .allMatch(c -> c == '0' || c == '1');
    return bits ? value.substring(0, hash) : value;
  }
}
