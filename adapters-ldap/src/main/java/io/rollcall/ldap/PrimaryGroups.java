package io.rollcall.ldap;

import com.unboundid.ldap.sdk.Entry;
import io.rollcall.domain.federation.DirectoryGroup;
import io.rollcall.domain.federation.DirectorySettings.GroupType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one group that a person names by number and that does not list the person: {@code gidNumber}
 * of RFC 2307, {@code primaryGroupID} of Active Directory (which is why its Domain Users seems
 * empty).
 */
final class PrimaryGroups {
  static final String POSIX = "gidNumber";
  static final String RELATIVE_ID = "primaryGroupID";
  static final String SECURITY_ID = "objectSid";

  private final GroupType type;
  private final Map<String, List<String>> peopleByNumber = new ConcurrentHashMap<>();
  private final Map<String, String> numberByGroupId = new ConcurrentHashMap<>();

  PrimaryGroups(GroupType type) {
    this.type = type;
  }

  /** Notes which group a person names. */
  void person(Entry entry, String key) {
    numberOfPerson(entry)
        .ifPresent(
            number -> peopleByNumber.computeIfAbsent(number, n -> new ArrayList<>()).add(key));
  }

  /** Notes the number of a group. */
  void group(Entry entry, String id) {
    numberOfGroup(entry).ifPresent(number -> numberByGroupId.put(id, number));
  }

  /** The group with the people who name it; to be asked when all people are known. */
  DirectoryGroup complete(DirectoryGroup group) {
    var number = numberByGroupId.get(group.id());
    var people =
        number == null ? List.<String>of() : peopleByNumber.getOrDefault(number, List.of());
    if (people.isEmpty()) {
      return group;
    }
    var members = new LinkedHashSet<>(group.members());
    members.addAll(people);
    return group.withMembers(List.copyOf(members));
  }

  private Optional<String> numberOfPerson(Entry entry) {
    return switch (type) {
      case POSIX_GROUP -> Optional.ofNullable(entry.getAttributeValue(POSIX));
      case ACTIVE_DIRECTORY -> primaryGroupSid(entry);
      case GROUP_OF_NAMES, GROUP_OF_UNIQUE_NAMES, MEMBER_OF, ORGANIZATIONAL_UNIT ->
          Optional.empty();
    };
  }

  private Optional<String> numberOfGroup(Entry entry) {
    return switch (type) {
      case POSIX_GROUP -> Optional.ofNullable(entry.getAttributeValue(POSIX));
      case ACTIVE_DIRECTORY ->
          Optional.ofNullable(entry.getAttributeValueBytes(SECURITY_ID))
              .map(HexFormat.of()::formatHex);
      case GROUP_OF_NAMES, GROUP_OF_UNIQUE_NAMES, MEMBER_OF, ORGANIZATIONAL_UNIT ->
          Optional.empty();
    };
  }

  /**
   * The person's security id with its last number (MS-DTYP 2.4.2.2) replaced by that of the group.
   */
  private static Optional<String> primaryGroupSid(Entry entry) {
    var sid = entry.getAttributeValueBytes(SECURITY_ID);
    var relativeId = entry.getAttributeValueAsLong(RELATIVE_ID);
    if (sid == null || sid.length < 12 || relativeId == null) {
      return Optional.empty();
    }
    var group = Arrays.copyOf(sid, sid.length);
    ByteBuffer.wrap(group)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(group.length - 4, relativeId.intValue());
    return Optional.of(HexFormat.of().formatHex(group));
  }
}
