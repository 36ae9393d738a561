package io.rollcall.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Entries as servers send them. */
final class TestEntries {
  private TestEntries() {}

  static Entry person(String uid) {
    return new Entry(
        "uid=" + uid + "," + TestSettings.PEOPLE,
        new Attribute(
            "entryUUID", UUID.nameUUIDFromBytes(uid.getBytes(StandardCharsets.UTF_8)).toString()),
        new Attribute("uid", uid),
        new Attribute("mail", uid + "@example.org"),
        new Attribute("givenName", "First"),
        new Attribute("sn", "Last"));
  }

  static Entry group(String name, String... members) {
    return new Entry(
        "cn=" + name + "," + TestSettings.GROUPS,
        new Attribute(
            "entryUUID", UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString()),
        new Attribute("cn", name),
        new Attribute("member", members));
  }
}
