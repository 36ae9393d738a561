package io.rollcall.domain.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.federation.DirectorySettings.Attributes;
import io.rollcall.domain.federation.DirectorySettings.GroupType;
import io.rollcall.domain.federation.DirectorySettings.Groups;
import io.rollcall.domain.federation.DirectorySettings.Limits;
import io.rollcall.domain.federation.DirectorySettings.Security;
import io.rollcall.domain.federation.DirectorySettings.Users;
import io.rollcall.domain.identity.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A stored bind password never goes to a place that it was not entered for. */
class StoredPasswordTest {
  private static final DirectorySettings SETTINGS =
      settings("ldaps://a.example:636", Security.LDAPS, null, "cn=reader");

  private static DirectorySettings settings(
      String url, Security security, @Nullable String anchors, @Nullable String bindDn) {
    return new DirectorySettings(
        List.of(url),
        security,
        anchors,
        bindDn,
        Secret.of("hunter2"),
        new Users(
            List.of("dc=example"),
            Users.DEFAULT_FILTER,
            List.of("uid"),
            null,
            Attributes.DEFAULT,
            null,
            null),
        new Groups(List.of(), null, GroupType.GROUP_OF_NAMES, true),
        Limits.DEFAULT);
  }

  @Test
  void staysForTheSamePlace() {
    assertThat(
            SETTINGS.leadsWhere(
                settings("ldaps://a.example:636", Security.LDAPS, null, "cn=reader")))
        .isTrue();
    assertThat(SETTINGS.leadsWhere(SETTINGS.withPassword(null))).isTrue();
  }

  @Test
  void isNeededAgainForAnotherAddressProtectionAnchorOrName() {
    for (var other :
        List.of(
            settings("ldaps://b.example:636", Security.LDAPS, null, "cn=reader"),
            settings("ldaps://a.example:636", Security.NONE, null, "cn=reader"),
            settings("ldaps://a.example:636", Security.LDAPS, "PEM", "cn=reader"),
            settings("ldaps://a.example:636", Security.LDAPS, null, "cn=other"),
            settings("ldaps://a.example:636", Security.LDAPS, null, null))) {
      assertThat(SETTINGS.leadsWhere(other)).isFalse();
    }
  }

  @Test
  void isNotPrinted() {
    assertThat(SETTINGS.toString()).doesNotContain("hunter2");
  }

  @Test
  void isReplacedAlone() {
    assertThat(SETTINGS.withPassword(Secret.of("new")).bindPassword()).isEqualTo(Secret.of("new"));
    assertThat(SETTINGS.withPassword(Secret.of("hunter2"))).isEqualTo(SETTINGS);
  }
}
