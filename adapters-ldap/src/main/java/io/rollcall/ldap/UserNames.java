package io.rollcall.ldap;

import com.unboundid.ldap.sdk.Entry;
import io.rollcall.domain.federation.DirectoryGroup;
import io.rollcall.domain.federation.DirectoryPerson;
import io.rollcall.domain.federation.ReadFailed;
import io.rollcall.domain.federation.ReadFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where groups hold user names (RFC 2307): who is meant by which, since an entry may have several.
 */
final class UserNames {
  private static final String SEVERAL = "";

  private final Map<String, String> keyByName = new HashMap<>();

  /** Notes every name of a person. */
  void person(Entry entry, String attribute, DirectoryPerson person) {
    var names = entry.getAttribute(attribute);
    if (names != null) {
      PersonReader.cleaned(names)
          .forEach(
              name ->
                  keyByName.merge(
                      name.toLowerCase(Locale.ROOT),
                      person.key(),
                      (known, key) -> known.equals(key) ? key : SEVERAL));
    }
  }

  /**
   * The keys of a group's members; a name that nobody has stays as it is. To be asked when all
   * people are known.
   *
   * @throws ReadFailed when a member could be more than one person
   */
  List<String> keysOf(DirectoryGroup group) {
    return group.members().stream().map(name -> keyOf(name, group)).distinct().toList();
  }

  private String keyOf(String name, DirectoryGroup group) {
    var key = keyByName.getOrDefault(name, name);
    if (key.equals(SEVERAL)) {
      throw new ReadFailed(
          ReadFailure.AMBIGUOUS_PERSON,
          "Group %s lists %s, and several people go by that name.".formatted(group.name(), name));
    }
    return key;
  }
}
