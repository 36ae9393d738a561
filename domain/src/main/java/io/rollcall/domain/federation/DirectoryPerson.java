package io.rollcall.domain.federation;

import java.util.List;

/**
 * One person as a directory lists them. Values are as the directory gave them, trimmed; absent ones
 * are empty.
 *
 * @param subject the stable id: the same for the same person however the entry is renamed or moved
 * @param key what groups call this person: a canonical DN, or a lower-case user name where groups
 *     hold user names
 * @param dn the DN as the server spells it, for people to read
 * @param emails in the server's order, which means nothing
 * @param disabled whether the directory marks the account as disabled
 * @param memberOf canonical keys of groups (or organizational units) that the person's own entry
 *     names
 */
public record DirectoryPerson(
    String subject,
    String key,
    String dn,
    List<String> emails,
    String username,
    String firstName,
    String lastName,
    boolean disabled,
    List<String> memberOf) {
  public DirectoryPerson {
    emails = List.copyOf(emails);
    memberOf = List.copyOf(memberOf);
  }
}
