package io.rollcall.domain.federation;

import java.util.List;

/**
 * One group as a directory lists it.
 *
 * @param id the stable id
 * @param key the canonical DN, which members of other groups refer to
 * @param dn the DN as the server spells it
 * @param name the common name
 * @param members keys of people and of groups, as {@link DirectoryPerson#key()} and {@link #key()}
 *     spell them; a key that nobody has is somebody outside the bases
 * @param memberOf keys of groups that this group's own entry names as its parents
 */
public record DirectoryGroup(
    String id, String key, String dn, String name, List<String> members, List<String> memberOf) {
  public DirectoryGroup {
    members = List.copyOf(members);
    memberOf = List.copyOf(memberOf);
  }

  public DirectoryGroup withMembers(List<String> changed) {
    return new DirectoryGroup(id, key, dn, name, changed, memberOf);
  }
}
