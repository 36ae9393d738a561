package io.rollcall.ldap;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchScope;
import io.rollcall.application.port.DirectoryReader;
import io.rollcall.application.port.DirectoryReader.Listener;
import io.rollcall.domain.federation.ConnectionTest;
import io.rollcall.domain.federation.DirectoryGroup;
import io.rollcall.domain.federation.DirectoryPerson;
import io.rollcall.domain.federation.DirectorySettings.GroupType;
import io.rollcall.domain.federation.DirectorySettings.Security;
import io.rollcall.domain.federation.ReadFailed;
import io.rollcall.domain.federation.ReadFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What a directory reader does with a server that behaves. Run against every server we can start.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DirectoryReaderContract {
  static final String PEOPLE = TestSettings.PEOPLE;
  static final String GROUPS = TestSettings.GROUPS;

  private final DirectoryReader reader = new LdapDirectoryReader(LdapNetworkPolicy.DEFAULT);
  private TestDirectory directory;

  /** An empty server, started for this class. */
  abstract TestDirectory start();

  @BeforeEach
  void empty() throws LDAPException {
    if (directory == null) {
      directory = start();
      add("dn: " + TestDirectory.SUFFIX, "objectClass: domain", "dc: example");
    }
    deleteEverythingBelow(TestDirectory.SUFFIX);
    unit("people", TestDirectory.SUFFIX);
    unit("groups", TestDirectory.SUFFIX);
  }

  private void deleteEverythingBelow(String dn) throws LDAPException {
    var admin = directory.admin();
    for (var child :
        admin.search(dn, SearchScope.ONE, "(objectClass=*)", "1.1").getSearchEntries()) {
      deleteEverythingBelow(child.getDN());
      admin.delete(child.getDN());
    }
  }

  @AfterAll
  void stop() {
    if (directory != null) {
      directory.close();
    }
  }

  // What is read

  @Test
  void aPersonIsReadWithEverythingTheSettingsName() {
    person("ann", "Ann", "Lee", "ann@example.org");
    var everything = read(settings());
    var ann = everything.person("ann");
    assertThat(ann.subject()).hasSize(36);
    assertThat(ann.key()).isEqualTo("uid=ann," + PEOPLE);
    assertThat(ann.dn()).isEqualTo("uid=ann," + PEOPLE);
    assertThat(ann.emails()).containsExactly("ann@example.org");
    assertThat(ann.firstName()).isEqualTo("Ann");
    assertThat(ann.lastName()).isEqualTo("Lee");
    assertThat(ann.disabled()).isFalse();
    assertThat(ann.memberOf()).isEmpty();
    assertThat(everything.totals().peopleByBase()).containsOnly(java.util.Map.entry(PEOPLE, 1));
    assertThat(everything.totals().groupsByBase()).containsOnly(java.util.Map.entry(GROUPS, 0));
  }

  @Test
  void severalMailAddressesAreAllReadAndNoneIsNone() {
    person("ann", "Ann", "Lee", "ann@example.org", "a.lee@example.org");
    person("bob", "Bob", "Roe");
    var everything = read(settings());
    assertThat(everything.person("ann").emails())
        .containsExactlyInAnyOrder("ann@example.org", "a.lee@example.org");
    assertThat(everything.person("bob").emails()).isEmpty();
  }

  @Test
  void manyPagesAreReadToTheEnd() {
    IntStream.range(0, 25).forEach(i -> person("u" + i, "U", "N" + i));
    var everything = read(settings().pagesOf(10));
    assertThat(everything.people())
        .extracting(DirectoryPerson::username)
        .doesNotHaveDuplicates()
        .hasSize(25);
    assertThat(everything.totals().peopleByBase()).containsEntry(PEOPLE, 25);
  }

  @Test
  void aNumberOfPeopleThatFillsTheLastPageIsReadToTheEnd() {
    IntStream.range(0, 20).forEach(i -> person("u" + i, "U", "N" + i));
    assertThat(read(settings().pagesOf(10)).people()).hasSize(20);
  }

  @Test
  void overlappingBasesDeliverAnEntryOnceAndCountItTwice() {
    unit("berlin", PEOPLE);
    add(inetOrgPerson("uid=ann,ou=berlin," + PEOPLE, "ann", "Ann", "Lee"));
    var everything = read(settings().peopleBelow(PEOPLE, "ou=Berlin, " + PEOPLE));
    assertThat(everything.people()).hasSize(1);
    assertThat(everything.totals().peopleByBase())
        .containsEntry(PEOPLE, 1)
        .containsEntry("ou=Berlin, " + PEOPLE, 1);
  }

  @Test
  void anEmptyBaseIsReadAsEmpty() {
    var everything = read(settings());
    assertThat(everything.people()).isEmpty();
    assertThat(everything.totals().peopleByBase()).containsEntry(PEOPLE, 0);
  }

  @Test
  void aFilterThatFitsNobodyReadsNobody() {
    person("ann", "Ann", "Lee");
    assertThat(read(settings().peopleMatching("(uid=nobody)")).totals().peopleByBase())
        .containsEntry(PEOPLE, 0);
  }

  // Identity

  @Test
  void aRenamedAndMovedPersonKeepsTheSubject() throws LDAPException {
    person("ann", "Ann", "Lee");
    unit("berlin", PEOPLE);
    var before = read(settings()).person("ann");
    directory.admin().modifyDN("uid=ann," + PEOPLE, "uid=ann.lee", true, "ou=berlin," + PEOPLE);
    var after = read(settings()).person("ann.lee");
    assertThat(after.subject()).isEqualTo(before.subject());
    assertThat(after.key()).isEqualTo("uid=ann.lee,ou=berlin," + PEOPLE);
  }

  @Test
  void aRenamedGroupKeepsItsId() throws LDAPException {
    person("ann", "Ann", "Lee");
    group("team", "uid=ann," + PEOPLE);
    var before = read(settings()).group("team");
    directory.admin().modifyDN("cn=team," + GROUPS, "cn=squad", true);
    assertThat(read(settings()).group("squad").id()).isEqualTo(before.id());
  }

  @Test
  void theStableIdCanBeAnotherAttribute() {
    add(inetOrgPerson("uid=ann," + PEOPLE, "ann", "Ann", "Lee", "employeeNumber: E-17"));
    group("team", "uid=ann," + PEOPLE);
    var everything = read(settings().followedBy("employeeNumber"));
    assertThat(everything.person("ann").subject()).isEqualTo("E-17");
    assertThat(everything.group("team").id()).hasSize(36);
  }

  @Test
  void aPersonWithoutStableIdEndsTheRun() {
    add(inetOrgPerson("uid=ann," + PEOPLE, "ann", "Ann", "Lee", "employeeNumber: E-17"));
    person("bob", "Bob", "Roe");
    assertFails(
        settings().followedBy("employeeNumber"),
        ReadFailure.NO_STABLE_ID,
        "uid=bob",
        "employeeNumber");
  }

  @Test
  void twoPeopleWithOneStableIdEndTheRun() {
    add(inetOrgPerson("uid=ann," + PEOPLE, "ann", "Ann", "Lee", "employeeNumber: E-17"));
    add(inetOrgPerson("uid=bob," + PEOPLE, "bob", "Bob", "Roe", "employeeNumber: E-17"));
    assertFails(
        settings().followedBy("employeeNumber"),
        ReadFailure.AMBIGUOUS_PERSON,
        "uid=ann",
        "uid=bob",
        "E-17");
  }

  // DNs

  @Test
  void dnsWithEveryKindOfCharacterAreComparedAsDns() throws LDAPException {
    var names =
        List.of(
            "Lee, Ann",
            "a+b",
            "#first",
            " lead",
            "trail ",
            "quo\"te",
            "back\\slash",
            "a=b",
            "semi;colon",
            "<tag>",
            "Jörg Größer",
            "名前",
            "إسم",
            "😀",
            "two  spaces");
    var dns = new ArrayList<String>();
    for (int i = 0; i < names.size(); i++) {
      var dn = new DN(new RDN("cn", names.get(i)), new DN(PEOPLE));
      dns.add(dn.toString());
      directory
          .admin()
          .add(
              new Entry(
                  dn,
                  new Attribute("objectClass", "inetOrgPerson"),
                  new Attribute("cn", names.get(i)),
                  new Attribute("sn", "x"),
                  new Attribute("uid", "u" + i)));
    }
    group("team", dns.toArray(String[]::new));
    var everything = read(settings());
    assertThat(everything.usersIn("team")).hasSize(names.size());
  }

  @Test
  void anRdnOfTwoPartsIsFoundInEitherOrder() {
    add(inetOrgPerson("uid=ann+sn=Lee," + PEOPLE, "ann", "Ann", "Lee"));
    group("team", "SN=lee+UID=Ann,OU=People," + TestDirectory.SUFFIX);
    assertThat(read(settings()).usersIn("team")).containsExactly("ann");
  }

  @Test
  void membersAreFoundHoweverTheirDnIsSpelled() throws LDAPException {
    person("ann", "Ann", "Lee");
    add(inetOrgPerson("cn=Roe\\, Bob," + PEOPLE, "bob", "Bob", "Roe"));
    group(
        "team",
        "UID=ANN, OU=People, DC=Example, DC=Org",
        "CN=roe\\2c bob,ou=PEOPLE," + TestDirectory.SUFFIX);
    assertThat(read(settings()).usersIn("team")).containsExactly("ann", "bob");
  }

  @Test
  void basesAreFoundHoweverTheyAreSpelled() {
    person("ann", "Ann", "Lee");
    assertThat(read(settings().peopleBelow("OU=People , DC=Example, DC=ORG")).people()).hasSize(1);
  }

  @Test
  void aGroupNameInAMappingIsCanonical() {
    group("Team A", "uid=nobody," + PEOPLE);
    var key = read(settings()).group("Team A").key();
    assertThat(reader.canonicalGroupName("CN=team  a, OU=Groups, DC=example,DC=org"))
        .isEqualTo(key);
    assertThat(reader.canonicalGroupName("Team A")).isEqualTo("Team A");
  }

  // Groups

  @Test
  void nestedGroupsAreDeliveredByTheirKeysWithACycle() {
    person("ann", "Ann", "Lee");
    group("top", "cn=middle," + GROUPS);
    group("middle", "cn=bottom," + GROUPS);
    group("bottom", "uid=ann," + PEOPLE, "cn=top," + GROUPS);
    var everything = read(settings());
    assertThat(everything.groupsIn("top")).containsExactly("middle");
    assertThat(everything.groupsIn("middle")).containsExactly("bottom");
    assertThat(everything.groupsIn("bottom")).containsExactly("top");
    assertThat(everything.usersIn("bottom")).containsExactly("ann");
  }

  @Test
  void aGroupOfFourThousandIsReadWhole() {
    person("u1", "U", "N");
    group(
        "crowd",
        IntStream.range(0, 4000).mapToObj(i -> "uid=u" + i + "," + PEOPLE).toArray(String[]::new));
    assertThat(read(settings()).group("crowd").members())
        .hasSize(4000)
        .contains("uid=u1," + PEOPLE);
  }

  @Test
  void uniqueMembersAreReadWithoutTheirUid() {
    person("ann", "Ann", "Lee");
    person("bob", "Bob", "Roe");
    add(
        "dn: cn=team," + GROUPS,
        "objectClass: groupOfUniqueNames",
        "cn: team",
        "uniqueMember: uid=ann," + PEOPLE,
        "uniqueMember: uid=bob," + PEOPLE + "#'0101'B");
    assertThat(read(settings().grouped(GroupType.GROUP_OF_UNIQUE_NAMES, GROUPS)).usersIn("team"))
        .containsExactly("ann", "bob");
  }

  @Test
  void posixGroupsListUserNamesAndThePrimaryGroup() {
    add(posixAccount("ann", 100));
    add(posixAccount("Bob", 200));
    add(inetOrgPerson("uid=cid," + PEOPLE, "cid", "Cid", "Poe", "uid: elcid"));
    add(
        "dn: cn=staff," + GROUPS,
        "objectClass: posixGroup",
        "cn: staff",
        "gidNumber: 100",
        "memberUid: bob",
        "memberUid: elcid");
    var everything = read(settings().grouped(GroupType.POSIX_GROUP, GROUPS));
    assertThat(everything.person("Bob").key()).isEqualTo("bob");
    assertThat(everything.group("staff").members()).hasSize(3).contains("ann", "bob");
    assertThat(everything.people())
        .filteredOn(p -> everything.group("staff").members().contains(p.key()))
        .hasSize(3);
  }

  @Test
  void aUserNameThatSeveralPeopleHaveIsNobodysInAGroup() {
    add(inetOrgPerson("uid=ann," + PEOPLE, "ann", "Ann", "Lee", "uid: lee"));
    add(inetOrgPerson("uid=bob," + PEOPLE, "bob", "Bob", "Lee", "uid: lee"));
    var settings = settings().grouped(GroupType.POSIX_GROUP, GROUPS);
    assertThat(read(settings).people()).hasSize(2);
    add(
        "dn: cn=staff," + GROUPS,
        "objectClass: posixGroup",
        "cn: staff",
        "gidNumber: 100",
        "memberUid: lee");
    assertFails(settings, ReadFailure.AMBIGUOUS_PERSON, "staff", "lee");
  }

  @Test
  void everybodyUnderAnOrganizationalUnitNamesItAndWhatIsAboveIt() {
    unit("berlin", PEOPLE);
    unit("mitte", "ou=berlin," + PEOPLE);
    add(inetOrgPerson("uid=ann,ou=mitte,ou=berlin," + PEOPLE, "ann", "Ann", "Lee"));
    var everything = read(settings().grouped(GroupType.ORGANIZATIONAL_UNIT, PEOPLE));
    assertThat(everything.groups())
        .extracting(DirectoryGroup::name)
        .containsExactlyInAnyOrder("people", "berlin", "mitte");
    assertThat(everything.person("ann").memberOf())
        .contains(
            everything.group("mitte").key(),
            everything.group("berlin").key(),
            everything.group("people").key());
  }

  @Test
  void groupsNeedNoBaseWhenPeopleNameThem() throws LDAPException {
    person("ann", "Ann", "Lee");
    groupNamedByItsMembers("team", "uid=ann," + PEOPLE);
    var everything = read(settings().grouped(GroupType.MEMBER_OF));
    assertThat(everything.groups()).isEmpty();
    assertThat(everything.person("ann").memberOf()).containsExactly("cn=team," + GROUPS);
    assertThat(reader.searchGroups(settings().grouped(GroupType.MEMBER_OF).build(), "TE", 10))
        .extracting(DirectoryGroup::name)
        .containsExactly("team");
  }

  @Test
  void groupsNameTheirParentsWherePeopleNameTheirs() throws LDAPException {
    person("ann", "Ann", "Lee");
    groupNamedByItsMembers("inner", "uid=ann," + PEOPLE);
    groupNamedByItsMembers("outer", "cn=inner," + GROUPS);
    var everything = read(settings().grouped(GroupType.MEMBER_OF, GROUPS));
    assertThat(everything.person("ann").memberOf())
        .containsExactly(everything.group("inner").key());
    assertThat(everything.group("inner").memberOf())
        .containsExactly(everything.group("outer").key());
    assertThat(everything.group("inner").members()).isEmpty();
  }

  /** With what {@code memberOf} the server, or here its overlay, keeps. */
  void groupNamedByItsMembers(String name, String... members) throws LDAPException {
    group(name, members);
  }

  // Disabled

  @Test
  void anAccountLockedForGoodIsDisabledAndOneLockedForAWhileIsNot() throws LDAPException {
    person("ann", "Ann", "Lee");
    person("bob", "Bob", "Roe");
    modify("uid=ann," + PEOPLE, "pwdAccountLockedTime", "000001010000Z");
    modify("uid=bob," + PEOPLE, "pwdAccountLockedTime", "20260101000000Z");
    var everything = read(settings());
    assertThat(everything.person("ann").disabled()).isTrue();
    assertThat(everything.person("bob").disabled()).isFalse();
  }

  @Test
  void peopleWhoMatchTheAdministratorsFilterAreDisabled() {
    add(inetOrgPerson("uid=ann," + PEOPLE, "ann", "Ann", "Lee", "employeeType: left"));
    person("bob", "Bob", "Roe");
    var everything = read(settings().disabledMatching("(employeeType=LEFT)"));
    assertThat(everything.person("ann").disabled()).isTrue();
    assertThat(everything.person("bob").disabled()).isFalse();
  }

  // Failures

  @Test
  void aBaseThatDoesNotExistEndsTheRun() {
    assertFails(
        settings().peopleBelow("ou=nowhere," + TestDirectory.SUFFIX),
        ReadFailure.BASE_NOT_FOUND,
        "ou=nowhere");
    assertFails(
        settings().grouped(GroupType.GROUP_OF_NAMES, "ou=nowhere," + TestDirectory.SUFFIX),
        ReadFailure.BASE_NOT_FOUND,
        "groups",
        "ou=nowhere");
  }

  @Test
  void whatIsNoFilterOrDnEndsTheRun() {
    assertFails(settings().peopleMatching("(uid=ann"), ReadFailure.SETTINGS_INVALID, "(uid=ann");
    assertFails(settings().peopleBelow("people"), ReadFailure.SETTINGS_INVALID, "people");
    assertFails(settings().disabledMatching("left"), ReadFailure.SETTINGS_INVALID, "left");
  }

  @Test
  void aWrongPasswordIsRefusedWithoutBeingShown() {
    var failure =
        assertFails(
            settings().boundAs(TestDirectory.ADMIN, "not-the-password"),
            ReadFailure.BIND_REFUSED,
            "password");
    assertThat(failure.getMessage()).doesNotContain("not-the-password");
  }

  @Test
  void anEmptyPasswordNeverBinds() {
    assertFails(
        settings().boundAs(TestDirectory.ADMIN, ""), ReadFailure.SETTINGS_INVALID, "password");
    assertFails(
        settings().boundAs(TestDirectory.ADMIN, null), ReadFailure.SETTINGS_INVALID, "password");
  }

  @Test
  void aServerThatIsDownIsUnreachableAndTheNextOneIsAsked() {
    person("ann", "Ann", "Lee");
    var nobody = "ldap://localhost:1";
    assertFails(TestSettings.of(nobody), ReadFailure.UNREACHABLE, nobody);
    assertThat(read(TestSettings.of(nobody, directory.url())).people()).hasSize(1);
    assertFails(
        TestSettings.of("ldap://no-such-host.invalid:389"),
        ReadFailure.UNREACHABLE,
        "no-such-host.invalid");
  }

  @Test
  void whatTheListenerThrowsIsPassedOn() {
    person("ann", "Ann", "Lee");
    var thrown = new IllegalStateException("full");
    assertThatThrownBy(
            () ->
                reader.read(
                    settings().build(),
                    new Listener() {
                      @Override
                      public void people(List<DirectoryPerson> batch) {
                        throw thrown;
                      }

                      @Override
                      public void groups(List<DirectoryGroup> batch) {}
                    }))
        .isSameAs(thrown);
  }

  // TLS

  @Test
  void aTrustedCertificateIsAcceptedOverLdapsAndStartTls() {
    person("ann", "Ann", "Lee");
    group("team", "uid=ann," + PEOPLE);
    assertThat(read(ldaps(directory.certificate())).usersIn("team")).containsExactly("ann");
    assertThat(read(settings().secured(Security.STARTTLS, directory.certificate())).usersIn("team"))
        .containsExactly("ann");
  }

  @Test
  void aStrangersCertificateIsRefused() {
    var stranger = TestCertificate.of("localhost");
    assertFails(ldaps(stranger), ReadFailure.TLS_FAILED, "not trusted");
    assertFails(
        settings().secured(Security.STARTTLS, stranger), ReadFailure.TLS_FAILED, "not trusted");
    assertFails(ldaps(null), ReadFailure.TLS_FAILED, "not trusted");
  }

  @Test
  void aCertificateForAnotherHostIsRefused() {
    var byAddress = directory.ldapsUrl().replace("localhost", "127.0.0.1");
    assertFails(
        TestSettings.of(byAddress).secured(Security.LDAPS, directory.certificate()),
        ReadFailure.TLS_FAILED,
        "127.0.0.1",
        "not for the host name");
    var startTls = directory.url().replace("localhost", "127.0.0.1");
    assertFails(
        TestSettings.of(startTls).secured(Security.STARTTLS, directory.certificate()),
        ReadFailure.TLS_FAILED,
        "127.0.0.1",
        "not for the host name");
  }

  @Test
  void plainTextWhereTlsIsSpokenIsNotAnswered() {
    var plainAtTlsPort = directory.ldapsUrl().replace("ldaps:", "ldap:");
    var failure =
        catchThrowableOfType(
            ReadFailed.class,
            () ->
                read(
                    TestSettings.of(plainAtTlsPort)
                        .patient(Duration.ofSeconds(2), Duration.ofSeconds(5))));
    assertThat(failure.failure())
        .isIn(ReadFailure.CONNECTION_LOST, ReadFailure.TIMED_OUT, ReadFailure.PROTOCOL_VIOLATION);
    var tlsAtPlainPort = directory.url().replace("ldap:", "ldaps:");
    assertFails(
        TestSettings.of(tlsAtPlainPort).secured(Security.LDAPS, directory.certificate()),
        ReadFailure.TLS_FAILED);
  }

  // Values

  @Test
  void controlCharactersAndOverlongValuesAreMadeHarmless() {
    add(
        new Entry(
            "uid=ann," + PEOPLE,
            new Attribute("objectClass", "inetOrgPerson"),
            new Attribute("uid", "ann"),
            new Attribute("cn", "x"),
            new Attribute("givenName", "\u0001An\nn\u202E "),
            new Attribute("sn", "L".repeat(5000)),
            new Attribute("mail", "ann@example.org")));
    var ann = read(settings()).person("ann");
    assertThat(ann.firstName()).isEqualTo("An n");
    assertThat(ann.lastName()).hasSize(Texts.MAX_LENGTH);
  }

  // The other questions

  @Test
  void theTestTellsEveryStep() {
    person("ann", "Ann", "Lee", "ann@example.org");
    group("team", "uid=ann," + PEOPLE);
    var test = reader.test(ldaps(directory.certificate()).build());
    assertThat(test.ok()).isTrue();
    assertThat(test.steps())
        .extracting(ConnectionTest.Step::step)
        .containsExactly("resolve", "connect", "tls", "bind", "people", "groups");
    assertThat(test.steps().get(4).detail()).contains("Ann Lee <ann@example.org>", "entryUUID");
    assertThat(test.steps().get(5).detail()).contains("team");
  }

  @Test
  void theTestEndsAtTheStepThatFails() {
    assertThat(lastStep(TestSettings.of("ldap://localhost:1"))).isEqualTo("connect");
    assertThat(lastStep(TestSettings.of("ldap://no-such-host.invalid"))).isEqualTo("resolve");
    assertThat(lastStep(ldaps(TestCertificate.of("localhost")))).isEqualTo("tls");
    assertThat(lastStep(settings().boundAs(TestDirectory.ADMIN, "wrong"))).isEqualTo("bind");
    assertThat(lastStep(settings())).isEqualTo("people");
    person("ann", "Ann", "Lee");
    assertThat(
            lastStep(
                settings().grouped(GroupType.GROUP_OF_NAMES, "ou=nowhere," + TestDirectory.SUFFIX)))
        .isEqualTo("groups");
  }

  private String lastStep(TestSettings settings) {
    var test = reader.test(settings.build());
    assertThat(test.ok()).isFalse();
    var failed = test.steps().stream().filter(step -> !step.ok()).findFirst().orElseThrow();
    assertThat(failed.detail()).isNotBlank();
    return failed.step();
  }

  @Test
  void groupsAreFoundByAPartOfTheirNameInOrder() {
    for (var name : List.of("b team", "A Team", "crew")) {
      group(name, "uid=nobody," + PEOPLE);
    }
    assertThat(reader.searchGroups(settings().build(), "team", 10))
        .extracting(DirectoryGroup::name)
        .containsExactly("A Team", "b team");
    assertThat(reader.searchGroups(settings().build(), "", 10))
        .hasSize(3)
        .allMatch(g -> g.members().isEmpty() && g.id().length() == 36);
    assertThat(reader.searchGroups(settings().build(), "", 2))
        .extracting(DirectoryGroup::name)
        .containsExactly("A Team", "b team");
  }

  @Test
  void aSearchTextIsNeverPartOfTheFilter() {
    group("team", "uid=nobody," + PEOPLE);
    group("a*b(c)", "uid=nobody," + PEOPLE);
    assertThat(reader.searchGroups(settings().build(), "*)(cn=*", 10)).isEmpty();
    assertThat(reader.searchGroups(settings().build(), "*", 10))
        .extracting(DirectoryGroup::name)
        .containsExactly("a*b(c)");
    assertThat(reader.searchGroups(settings().build(), "b(c)", 10)).hasSize(1);
  }

  // Helpers

  TestDirectory directory() {
    return requireNonNull(directory);
  }

  DirectoryReader reader() {
    return reader;
  }

  TestSettings settings() {
    return TestSettings.of(directory.url());
  }

  private TestSettings ldaps(TestCertificate trusted) {
    return TestSettings.of(directory.ldapsUrl()).secured(Security.LDAPS, trusted);
  }

  Everything read(TestSettings settings) {
    return Everything.read(reader, settings.build());
  }

  ReadFailed assertFails(TestSettings settings, ReadFailure expected, String... told) {
    var failure = catchThrowableOfType(ReadFailed.class, () -> read(settings));
    assertThat(failure).as("failure").isNotNull();
    assertThat(failure.failure()).as(failure.getMessage()).isEqualTo(expected);
    for (var word : told) {
      assertThat(failure.getMessage()).contains(word);
    }
    return failure;
  }

  void person(String uid, String first, String last, String... mail) {
    var entry = inetOrgPerson("uid=" + uid + "," + PEOPLE, uid, first, last);
    if (mail.length > 0) {
      entry.addAttribute("mail", mail);
    }
    add(entry);
  }

  static Entry inetOrgPerson(String dn, String uid, String first, String last, String... more) {
    try {
      var lines =
          new ArrayList<>(
              List.of(
                  "dn: " + dn,
                  "objectClass: inetOrgPerson",
                  "uid: " + uid,
                  "cn: " + first + " " + last,
                  "givenName: " + first,
                  "sn: " + last));
      lines.addAll(List.of(more));
      var entry = new Entry(lines.toArray(String[]::new));
      var rdn = new DN(dn).getRDN();
      for (int i = 0; i < rdn.getAttributeNames().length; i++) {
        entry.addAttribute(rdn.getAttributeNames()[i], rdn.getAttributeValues()[i]);
      }
      return entry;
    } catch (com.unboundid.ldif.LDIFException | LDAPException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Entry posixAccount(String uid, int gid) {
    return inetOrgPerson(
        "uid=" + uid + "," + PEOPLE,
        uid,
        "F",
        "L",
        "objectClass: posixAccount",
        "uidNumber: " + (1000 + gid),
        "gidNumber: " + gid,
        "homeDirectory: /home/" + uid);
  }

  void unit(String name, String parent) {
    add("dn: ou=" + name + "," + parent, "objectClass: organizationalUnit", "ou: " + name);
  }

  void group(String name, String... members) {
    add(
        new Entry(
            "cn=" + name + "," + GROUPS,
            new Attribute("objectClass", "groupOfNames"),
            new Attribute("cn", name),
            new Attribute("member", members)));
  }

  private void add(String... lines) {
    try {
      add(new Entry(lines));
    } catch (com.unboundid.ldif.LDIFException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void add(Entry entry) {
    try {
      directory.admin().add(entry);
    } catch (LDAPException e) {
      throw new IllegalStateException(entry + ": " + e.getMessage(), e);
    }
  }

  void modify(String dn, String attribute, String... values) throws LDAPException {
    directory.admin().modify(dn, new Modification(ModificationType.ADD, attribute, values));
  }
}
