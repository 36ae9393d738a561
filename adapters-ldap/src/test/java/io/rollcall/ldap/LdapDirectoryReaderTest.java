package io.rollcall.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import io.rollcall.application.port.DirectoryReader.Listener;
import io.rollcall.domain.federation.DirectoryGroup;
import io.rollcall.domain.federation.DirectoryPerson;
import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.DirectorySettings.Attributes;
import io.rollcall.domain.federation.DirectorySettings.GroupType;
import io.rollcall.domain.federation.DirectorySettings.Groups;
import io.rollcall.domain.federation.DirectorySettings.Limits;
import io.rollcall.domain.federation.DirectorySettings.Security;
import io.rollcall.domain.federation.DirectorySettings.Users;
import io.rollcall.domain.identity.Secret;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LdapDirectoryReaderTest {
  @Test
  void smoke() throws Exception {
    var config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
    config.addAdditionalBindCredentials("cn=admin,dc=example,dc=org", "secret");
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig("x", InetAddress.getLoopbackAddress(), 0, null));
    try (var server = new InMemoryDirectoryServer(config)) {
      server.startListening();
      server.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
      server.add(
          "dn: uid=ann,dc=example,dc=org",
          "objectClass: inetOrgPerson",
          "cn: Ann",
          "sn: Ann",
          "mail: ann@example.org",
          "uid: ann");
      server.add(
          "dn: cn=g,dc=example,dc=org",
          "objectClass: groupOfNames",
          "cn: g",
          "member: uid=ann,dc=example,dc=org");
      var settings =
          new DirectorySettings(
              List.of("ldap://127.0.0.1:" + server.getListenPort()),
              Security.NONE,
              null,
              "cn=admin,dc=example,dc=org",
              Secret.of("secret"),
              new Users(
                  List.of("dc=example,dc=org"),
                  Users.DEFAULT_FILTER,
                  List.of("uid"),
                  null,
                  Attributes.DEFAULT,
                  null,
                  null),
              new Groups(List.of("dc=example,dc=org"), null, GroupType.GROUP_OF_NAMES, true),
              Limits.DEFAULT);
      var reader = new LdapDirectoryReader(LdapNetworkPolicy.DEFAULT);
      var seen = new ArrayList<Object>();
      var totals =
          reader.read(
              settings,
              new Listener() {
                @Override
                public void people(List<DirectoryPerson> batch) {
                  seen.addAll(batch);
                }

                @Override
                public void groups(List<DirectoryGroup> batch) {
                  seen.addAll(batch);
                }
              });
      System.out.println(
          seen
              + " "
              + totals
              + reader.test(settings)
              + reader.searchGroups(settings, "", 10)
              + reader.validate(settings));
      assertThat(seen).hasSize(2);
    }
  }
}
