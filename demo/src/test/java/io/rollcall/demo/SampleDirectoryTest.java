package io.rollcall.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SampleDirectoryTest {
  private final SampleDirectory directory = SampleDirectory.start(0);

  @AfterEach
  void stop() {
    directory.close();
  }

  @Test
  void peopleAndGroupsOfTheSampleAreThere() throws LDAPException {
    try (var connection = bound(SampleDirectory.READER, SampleDirectory.READER_PASSWORD)) {
      assertThat(search(connection, SampleDirectory.PEOPLE, "(objectClass=inetOrgPerson)"))
          .hasSize(40);
      assertThat(search(connection, SampleDirectory.GROUPS, "(objectClass=groupOfNames)"))
          .hasSize(12);
      assertThat(search(connection, SampleDirectory.PEOPLE, "(&(uid=*)(!(mail=*)))")).hasSize(1);
      assertThat(search(connection, SampleDirectory.PEOPLE, "(nsAccountLock=true)")).hasSize(1);
    }
  }

  @Test
  void everyMemberOfAGroupExists() throws LDAPException {
    try (var connection = bound(SampleDirectory.READER, SampleDirectory.READER_PASSWORD)) {
      for (var group : search(connection, SampleDirectory.GROUPS, "(objectClass=groupOfNames)")) {
        for (var member : group.getAttributeValues("member")) {
          assertThat(connection.getEntry(member))
              .as(group.getDN() + " lists " + member)
              .isNotNull();
        }
      }
    }
  }

  @Test
  void anIdStaysTheSameAfterARestart() throws LDAPException {
    try (var again = SampleDirectory.start(0)) {
      assertThat(idOfAda(directory)).isEqualTo(idOfAda(again)).hasSize(36);
    }
  }

  @Test
  void nobodyReadsWithoutBinding() throws LDAPException {
    try (var connection = connection(directory)) {
      assertThatThrownBy(() -> search(connection, SampleDirectory.PEOPLE, "(uid=ada)"))
          .isInstanceOf(LDAPException.class);
    }
  }

  @Test
  void peopleBindWithTheirPassword() throws LDAPException {
    bound("uid=hiroshi," + SampleDirectory.PEOPLE, SampleDirectory.PASSWORD).close();
    assertThatThrownBy(() -> bound("uid=hiroshi," + SampleDirectory.PEOPLE, "wrong"))
        .isInstanceOf(LDAPException.class);
  }

  private static String idOfAda(SampleDirectory directory) throws LDAPException {
    try (var connection = connection(directory)) {
      connection.bind(SampleDirectory.READER, SampleDirectory.READER_PASSWORD);
      return connection
          .getEntry("uid=ada," + SampleDirectory.PEOPLE, "entryUUID")
          .getAttributeValue("entryUUID");
    }
  }

  private LDAPConnection bound(String dn, String password) throws LDAPException {
    var connection = connection(directory);
    connection.bind(dn, password);
    return connection;
  }

  private static LDAPConnection connection(SampleDirectory directory) throws LDAPException {
    var url = new LDAPURL(directory.url());
    return new LDAPConnection(url.getHost(), url.getPort());
  }

  private static List<SearchResultEntry> search(
      LDAPConnection connection, String base, String filter) throws LDAPException {
    return connection.search(base, SearchScope.SUB, Filter.create(filter)).getSearchEntries();
  }
}
