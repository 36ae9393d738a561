package io.rollcall.ldap;

import io.rollcall.domain.federation.DirectorySettings;
import io.rollcall.domain.federation.DirectorySettings.Attributes;
import io.rollcall.domain.federation.DirectorySettings.GroupType;
import io.rollcall.domain.federation.DirectorySettings.Groups;
import io.rollcall.domain.federation.DirectorySettings.Limits;
import io.rollcall.domain.federation.DirectorySettings.Security;
import io.rollcall.domain.federation.DirectorySettings.Users;
import io.rollcall.domain.identity.Secret;
import java.time.Duration;
import java.util.List;

/** Settings that fit {@link TestDirectory}, to change one thing at a time. */
record TestSettings(
    List<String> urls,
    Security security,
    String trustAnchorsPem,
    String bindDn,
    String bindPassword,
    Users users,
    Groups groups,
    Limits limits) {

  static final String PEOPLE = "ou=people," + TestDirectory.SUFFIX;
  static final String GROUPS = "ou=groups," + TestDirectory.SUFFIX;

  static TestSettings of(String... urls) {
    return new TestSettings(
        List.of(urls),
        urls[0].startsWith("ldaps:") ? Security.LDAPS : Security.NONE,
        null,
        TestDirectory.ADMIN,
        TestDirectory.PASSWORD,
        new Users(
            List.of(PEOPLE),
            Users.DEFAULT_FILTER,
            List.of("uid"),
            null,
            Attributes.DEFAULT,
            null,
            null),
        new Groups(List.of(GROUPS), null, GroupType.GROUP_OF_NAMES, true),
        new Limits(
            500, Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(30), 1 << 22));
  }

  DirectorySettings build() {
    return new DirectorySettings(
        urls,
        security,
        trustAnchorsPem,
        bindDn,
        bindPassword == null ? null : Secret.of(bindPassword),
        users,
        groups,
        limits);
  }

  TestSettings secured(Security how, TestCertificate trusted) {
    return new TestSettings(
        urls,
        how,
        trusted == null ? null : trusted.certificatePem(),
        bindDn,
        bindPassword,
        users,
        groups,
        limits);
  }

  TestSettings boundAs(String dn, String password) {
    return new TestSettings(urls, security, trustAnchorsPem, dn, password, users, groups, limits);
  }

  TestSettings withUsers(Users changed) {
    return new TestSettings(
        urls, security, trustAnchorsPem, bindDn, bindPassword, changed, groups, limits);
  }

  TestSettings peopleBelow(String... bases) {
    return withUsers(
        new Users(
            List.of(bases),
            users.filter(),
            users.loginAttributes(),
            users.dnTemplate(),
            users.attributes(),
            users.idAttribute(),
            users.disabledFilter()));
  }

  TestSettings peopleMatching(String filter) {
    return withUsers(
        new Users(
            users.bases(),
            filter,
            users.loginAttributes(),
            users.dnTemplate(),
            users.attributes(),
            users.idAttribute(),
            users.disabledFilter()));
  }

  TestSettings followedBy(String idAttribute) {
    return withUsers(
        new Users(
            users.bases(),
            users.filter(),
            users.loginAttributes(),
            users.dnTemplate(),
            users.attributes(),
            idAttribute,
            users.disabledFilter()));
  }

  TestSettings disabledMatching(String filter) {
    return withUsers(
        new Users(
            users.bases(),
            users.filter(),
            users.loginAttributes(),
            users.dnTemplate(),
            users.attributes(),
            users.idAttribute(),
            filter));
  }

  TestSettings grouped(GroupType type, String... bases) {
    return new TestSettings(
        urls,
        security,
        trustAnchorsPem,
        bindDn,
        bindPassword,
        users,
        new Groups(List.of(bases), null, type, true),
        limits);
  }

  TestSettings limited(Limits changed) {
    return new TestSettings(
        urls, security, trustAnchorsPem, bindDn, bindPassword, users, groups, changed);
  }

  TestSettings pagesOf(int size) {
    return limited(
        new Limits(
            size, limits.connect(), limits.response(), limits.run(), limits.maxEntryBytes()));
  }

  TestSettings patient(Duration response, Duration run) {
    return limited(
        new Limits(limits.pageSize(), limits.connect(), response, run, limits.maxEntryBytes()));
  }

  TestSettings messagesUpTo(int bytes) {
    return limited(
        new Limits(limits.pageSize(), limits.connect(), limits.response(), limits.run(), bytes));
  }
}
