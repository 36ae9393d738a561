package io.rollcall.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import org.junit.jupiter.api.Test;

/** The contract against UnboundID's server in memory. */
class InMemoryDirectoryReaderTest extends DirectoryReaderContract {
  @Override
  TestDirectory start() {
    return TestDirectory.inMemory();
  }

  /** This server keeps no {@code memberOf} of its own. */
  @Override
  void groupNamedByItsMembers(String name, String... members) throws LDAPException {
    group(name, members);
    for (var member : members) {
      modify(member, "memberOf", "CN=" + name + ", " + GROUPS);
    }
  }

  @Test
  void marksOfOtherVendorsDisableToo() throws LDAPException {
    person("ann", "Ann", "Lee");
    person("bob", "Bob", "Roe");
    person("cid", "Cid", "Poe");
    person("dee", "Dee", "Day");
    modify("uid=ann," + PEOPLE, "nsAccountLock", "TRUE");
    modify("uid=bob," + PEOPLE, "userAccountControl", "514");
    modify("uid=cid," + PEOPLE, "userAccountControl", "512");
    modify("uid=dee," + PEOPLE, "userAccountControl", "none");
    var everything = read(settings());
    assertThat(everything.person("ann").disabled()).isTrue();
    assertThat(everything.person("bob").disabled()).isTrue();
    assertThat(everything.person("cid").disabled()).isFalse();
    assertThat(everything.person("dee").disabled()).isFalse();
  }
}
