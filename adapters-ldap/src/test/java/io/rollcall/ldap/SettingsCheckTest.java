package io.rollcall.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.federation.DirectorySettings.Attributes;
import io.rollcall.domain.federation.DirectorySettings.GroupType;
import io.rollcall.domain.federation.DirectorySettings.Groups;
import io.rollcall.domain.federation.DirectorySettings.Security;
import io.rollcall.domain.federation.DirectorySettings.Users;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCheckTest {
  private final TestSettings good = TestSettings.of("ldap://127.0.0.1:389");

  @Test
  void goodSettingsHaveNoProblem() {
    assertThat(problems(good)).isEmpty();
    assertThat(problems(good.boundAs("reader@corp.example.org", "secret"))).isEmpty();
    assertThat(problems(good.boundAs("CORP\\reader", "secret"))).isEmpty();
    assertThat(problems(good.boundAs(null, null))).isEmpty();
    assertThat(problems(TestSettings.of("ldaps://ldap.example.invalid", "ldaps://[::1]:1636/")))
        .isEmpty();
    assertThat(problems(good.secured(Security.STARTTLS, TestCertificate.of("localhost"))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1", "127.0.0.1", "ldap://", "ldap://127.0.0.1:0", "ldap://127.0.0.1:70000",
        "ldap://user@127.0.0.1", "ldap://127.0.0.1/dc=x", "ldap://127.0.0.1?x", "ldap://a b",
            "ldap://fe80::1"
      })
  void whatIsNoAddressIsRefused(String url) {
    assertThat(problems(TestSettings.of(url))).containsOnlyKeys("urls");
  }

  @Test
  void addressAndSecurityMustFit() {
    assertThat(problems(TestSettings.of("ldap://127.0.0.1").secured(Security.LDAPS, null)))
        .containsOnlyKeys("urls");
    assertThat(problems(TestSettings.of("ldaps://127.0.0.1").secured(Security.STARTTLS, null)))
        .containsOnlyKeys("urls");
    assertThat(problems(TestSettings.of("ldaps://127.0.0.1").secured(Security.NONE, null)))
        .containsOnlyKeys("urls");
    assertThat(problems(TestSettings.of("ldap://192.0.2.7"))).containsOnlyKeys("urls");
  }

  @Test
  void eachWrongFieldIsNamed() {
    var users =
        new Users(
            List.of("people"),
            "(uid=",
            List.of("ui d"),
            "uid=%(user)s,people",
            new Attributes("ma il", "given\u0000Name", "1x", "userPassword"),
            "entry UUID",
            "left");
    assertThat(problems(good.withUsers(users)))
        .containsOnlyKeys(
            "users.bases",
            "users.filter",
            "users.login_attributes",
            "users.dn_template",
            "users.attributes.email",
            "users.attributes.first_name",
            "users.attributes.last_name",
            "users.attributes.username",
            "users.id_attribute",
            "users.disabled_filter");
    var settings =
        new TestSettings(
            good.urls(),
            Security.NONE,
            "not a certificate",
            "reader",
            "",
            good.users(),
            new Groups(List.of("groups"), "(cn", GroupType.GROUP_OF_NAMES, true),
            good.limits());
    assertThat(problems(settings))
        .containsOnlyKeys(
            "trust_anchors_pem", "bind_dn", "bind_password", "groups.bases", "groups.filter");
  }

  @Test
  void aTemplateNeedsThePlaceOfTheLoginName() {
    assertThat(problems(template("uid=%(user)s,ou=people,dc=example,dc=org"))).isEmpty();
    assertThat(problems(template("uid=user,ou=people,dc=example,dc=org")))
        .containsOnlyKeys("users.dn_template");
  }

  private TestSettings template(String template) {
    var users = good.users();
    return good.withUsers(
        new Users(
            users.bases(),
            users.filter(),
            users.loginAttributes(),
            template,
            users.attributes(),
            null,
            null));
  }

  private static Map<String, String> problems(TestSettings settings) {
    return new LdapDirectoryReader(LdapNetworkPolicy.DEFAULT).validate(settings.build());
  }
}
