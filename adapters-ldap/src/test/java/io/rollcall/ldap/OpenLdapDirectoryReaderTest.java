package io.rollcall.ldap;

import io.rollcall.domain.federation.ReadFailure;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract against a real OpenLDAP. */
class OpenLdapDirectoryReaderTest extends DirectoryReaderContract {
  @BeforeAll
  static void needsSlapd() {
    Slapd.assumeInstalled();
  }

  @Override
  TestDirectory start() {
    return TestDirectory.openLdap();
  }

  @Test
  void aSizeLimitEndsTheRun() throws Exception {
    limitedAccount();
    IntStream.range(0, Slapd.LIMIT + 1).forEach(i -> person("u" + i, "U", "N" + i));
    assertFails(
        settings().boundAs(Slapd.LIMITED, Slapd.PASSWORD), ReadFailure.SIZE_LIMIT, "size limit");
    assertFails(
        settings().pagesOf(3).boundAs(Slapd.LIMITED, Slapd.PASSWORD),
        ReadFailure.SIZE_LIMIT,
        "size limit");
  }

  @Test
  void anonymousReadersAreTurnedAway() {
    assertFails(
        settings().boundAs(null, null),
        ReadFailure.ACCESS_DENIED,
        "does not let this account read");
  }

  private void limitedAccount() throws Exception {
    directory()
        .admin()
        .add(
            "dn: " + Slapd.LIMITED,
            "objectClass: organizationalRole",
            "objectClass: simpleSecurityObject",
            "cn: limited",
            "userPassword: " + Slapd.PASSWORD);
  }
}
