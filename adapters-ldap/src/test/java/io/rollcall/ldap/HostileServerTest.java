package io.rollcall.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import io.rollcall.domain.federation.DirectoryPerson;
import io.rollcall.domain.federation.ReadFailed;
import io.rollcall.domain.federation.ReadFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Servers that fail half-way, or mean harm (security.md, rows 15 and 16). Each failure is told from
 * the others.
 */
@Timeout(30)
class HostileServerTest {
  private LdapDirectoryReader reader = new LdapDirectoryReader(LdapNetworkPolicy.DEFAULT);
  private ScriptedServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  // Pages

  @Test
  void pagesAreFollowedToTheEmptyCookie() {
    people(
        search -> search.person("u" + search.page()).pageDone(search.page() < 3 ? "cookie" : ""));
    assertThat(read().people()).hasSize(4);
  }

  @Test
  void anEmptyPageInBetweenIsNotTheEnd() {
    people(
        search -> {
          if (search.page() % 2 == 0) {
            search.person("u" + search.page());
          }
          search.pageDone(search.page() < 4 ? "cookie" : "");
        });
    assertThat(read().people()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"53", "12", "2"})
  void aCookieLostHalfWayEndsTheRun(int code) {
    people(
        search -> {
          if (search.page() == 0) {
            search.person("ann").pageDone("cookie");
          } else {
            search.done(ResultCode.valueOf(code), "paged results cookie is invalid");
          }
        });
    assertFails(ReadFailure.PAGE_LOST, "cookie is invalid");
  }

  @Test
  void aPageThatDoesNotSayWhetherMoreFollowEndsTheRun() {
    people(search -> search.person("ann").done(ResultCode.SUCCESS));
    assertFails(ReadFailure.PAGE_LOST, "whether more follow");
  }

  @Test
  void endlessEmptyPagesEndTheRun() {
    people(search -> search.pageDone("again"));
    assertFails(ReadFailure.PAGE_LOST, "without end");
  }

  @Test
  void aMalformedPagingControlEndsTheRun() {
    people(
        search ->
            search.done(
                ResultCode.SUCCESS,
                new Control(
                    SimplePagedResultsControl.PAGED_RESULTS_OID,
                    false,
                    new ASN1OctetString("nonsense"))));
    assertFails(ReadFailure.PROTOCOL_VIOLATION, "paging");
  }

  @Test
  void aServerWithoutPagingIsReadAtOnce() {
    server =
        ScriptedServer.start(
            new Entry("", new Attribute("supportedControl", "1.2.3")),
            search -> {
              assertThat(search.controls()).isEmpty();
              if (search.isForPeople()) {
                search.person("ann").person("bob");
              }
              search.done(ResultCode.SUCCESS);
            });
    assertThat(read().people()).hasSize(2);
  }

  @Test
  void anAccountThatMayConnectOnceOnlyReadsGroupsAfterPeople() {
    server =
        ScriptedServer.start(
                search -> {
                  if (search.isForPeople()) {
                    search.person("ann");
                  } else {
                    search.entry(TestEntries.group("team", "uid=ann," + TestSettings.PEOPLE));
                  }
                  search.pageDone("");
                })
            .allowing(1);
    assertThat(read().usersIn("team")).containsExactly("ann");
  }

  // Results

  @ParameterizedTest
  @CsvSource({
    "4, SIZE_LIMIT",
    "11, SIZE_LIMIT",
    "3, TIME_LIMIT",
    "10, REFERRAL",
    "32, BASE_NOT_FOUND",
    "34, SETTINGS_INVALID",
    "50, ACCESS_DENIED",
    "8, ACCESS_DENIED",
    "51, SERVER_ERROR",
    "52, SERVER_ERROR",
    "80, SERVER_ERROR",
    "53, SERVER_ERROR",
    "1, SERVER_ERROR",
    "999, SERVER_ERROR"
  })
  void everyResultCodeHasItsReason(int code, ReadFailure reason) {
    people(search -> search.person("ann").done(ResultCode.valueOf(code), "the server's words"));
    assertFails(reason);
  }

  @Test
  void theServersWordsAreToldWithoutControlCharacters() {
    people(search -> search.done(ResultCode.OTHER, "bad\u0000\u001b[31mwords\nand more"));
    assertFails(ReadFailure.SERVER_ERROR, "80", "bad[31mwords and more");
  }

  @Test
  void activeDirectoryAsksForABindInItsOwnWay() {
    people(
        search ->
            search.done(
                ResultCode.OPERATIONS_ERROR,
                "000004DC: LdapErr: a successful bind must be completed on the connection."));
    assertFails(ReadFailure.ACCESS_DENIED);
  }

  @Test
  void aReferralIsReportedAndNeverFollowed() {
    try (var other = ScriptedServer.start(ScriptedServer.Search::nothing)) {
      people(
          search -> {
            search.person("ann").reference(other.url() + "/ou=more,dc=example,dc=org??sub");
            search.pageDone("");
          });
      assertFails(ReadFailure.REFERRAL);
      assertThat(other.connections()).isZero();
    }
  }

  // Connections

  @Test
  void aConnectionClosedInTheMiddleEndsTheRun() {
    people(
        search -> {
          search.person("ann");
          search.close();
        });
    assertFails(ReadFailure.CONNECTION_LOST);
  }

  @Test
  void aConnectionClosedInTheMiddleOfAnEntryEndsTheRun() {
    people(
        search -> {
          search.bytes((byte) 0x30, (byte) 0x20, (byte) 0x02, (byte) 0x01);
          search.close();
        });
    assertFails(ReadFailure.CONNECTION_LOST);
  }

  @Test
  void aServerThatDoesNotAnswerEndsTheRun() {
    people(search -> Thread.sleep(20_000));
    assertFails(
        settings().patient(Duration.ofMillis(300), Duration.ofSeconds(20)),
        ReadFailure.TIMED_OUT,
        "in time");
  }

  @Test
  void aServerThatStopsInTheMiddleOfAnEntryEndsTheRun() {
    people(
        search -> {
          search.bytes((byte) 0x30, (byte) 0x20, (byte) 0x02, (byte) 0x01);
          Thread.sleep(20_000);
        });
    assertFails(
        settings().patient(Duration.ofMillis(300), Duration.ofSeconds(20)),
        ReadFailure.TIMED_OUT,
        "in time");
  }

  @Test
  void aServerThatSendsAByteNowAndThenEndsTheRunAtItsEnd() {
    people(
        search -> {
          search.bytes(
              (byte) 0x30,
              (byte) 0x7F,
              (byte) 0x02,
              (byte) 0x01,
              (byte) 0x03,
              (byte) 0x64,
              (byte) 0x7A,
              (byte) 0x04,
              (byte) 0x70);
          for (int i = 0; i < 200; i++) {
            Thread.sleep(100);
            search.bytes((byte) 1);
          }
        });
    assertFails(
        settings().patient(Duration.ofSeconds(2), Duration.ofSeconds(1)),
        ReadFailure.TIMED_OUT,
        "1 seconds");
  }

  @Test
  void theTestOfAConnectionEndsInTimeToo() {
    people(search -> Thread.sleep(20_000));
    var test =
        reader.test(settings().patient(Duration.ofSeconds(15), Duration.ofSeconds(1)).build());
    assertThat(test.ok()).isFalse();
  }

  // Messages

  @Test
  void anEntryOverTheLimitEndsTheRun() {
    people(
        search ->
            search.entry(
                new Entry(
                    "uid=ann," + TestSettings.PEOPLE, new Attribute("sn", "x".repeat(100_000)))));
    assertFails(settings().messagesUpTo(50_000), ReadFailure.ENTRY_TOO_LARGE);
  }

  @Test
  void aMessageThatClaimsToBeHugeIsNotWaitedFor() {
    people(
        search ->
            search.bytes(
                (byte) 0x30, (byte) 0x84, (byte) 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF));
    assertFails(ReadFailure.ENTRY_TOO_LARGE);
  }

  @Test
  void aValueThatClaimsToBeHugeIsNotWaitedFor() {
    people(
        search ->
            search.bytes(
                (byte) 0x30,
                (byte) 0x20,
                (byte) 0x02,
                (byte) 0x01,
                (byte) 0x03,
                (byte) 0x64,
                (byte) 0x1B,
                (byte) 0x04,
                (byte) 0x84,
                (byte) 0x7F,
                (byte) 0xFF,
                (byte) 0xFF,
                (byte) 0xFF));
    assertFails(ReadFailure.ENTRY_TOO_LARGE);
  }

  @Test
  void whatIsNotLdapEndsTheRun() {
    people(
        search ->
            search.bytes("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
    var failure =
        catchThrowableOfType(
            ReadFailed.class,
            () -> read(settings().patient(Duration.ofSeconds(1), Duration.ofSeconds(5))));
    assertThat(failure.failure()).isIn(ReadFailure.PROTOCOL_VIOLATION, ReadFailure.TIMED_OUT);
  }

  @Test
  void aMessageOfTheWrongKindEndsTheRun() {
    people(
        search ->
            search.bytes(
                (byte) 0x30,
                (byte) 0x05,
                (byte) 0x02,
                (byte) 0x01,
                (byte) 0x03,
                (byte) 0x42,
                (byte) 0x00));
    assertFails(ReadFailure.PROTOCOL_VIOLATION);
  }

  @Test
  void moreEntriesThanTheOperatorAllowsEndTheRun() {
    reader = new LdapDirectoryReader(new LdapNetworkPolicy(false, List.of(), 3));
    people(
        search -> {
          for (int i = 0; i < 4; i++) {
            search.person("u" + i);
          }
          search.pageDone("");
        });
    assertFails(ReadFailure.SIZE_LIMIT, "3 people and groups");
  }

  // Entries

  @Test
  void anEntryOutsideTheBaseEndsTheRun() {
    people(search -> search.entry(outside("uid=eve,ou=other,dc=example,dc=org")).pageDone(""));
    assertFails(ReadFailure.PROTOCOL_VIOLATION, "uid=eve");
  }

  @Test
  void aNameThatOnlyEndsLikeTheBaseIsOutside() {
    people(search -> search.entry(outside("cn=eve\\,ou=people,dc=example,dc=org")).pageDone(""));
    assertFails(ReadFailure.PROTOCOL_VIOLATION, "cn=eve");
  }

  @Test
  void anEntryWhoseNameIsNoDnEndsTheRun() {
    people(search -> search.entry(outside("eve")).pageDone(""));
    assertFails(ReadFailure.PROTOCOL_VIOLATION, "eve");
  }

  private static Entry outside(String dn) {
    return new Entry(dn, new Attribute("entryUUID", "e0000000-0000-0000-0000-000000000000"));
  }

  @Test
  void anEntryWithoutStableIdEndsTheRun() {
    people(
        search ->
            search
                .entry(new Entry("uid=ann," + TestSettings.PEOPLE, new Attribute("uid", "ann")))
                .pageDone(""));
    assertFails(ReadFailure.NO_STABLE_ID, "uid=ann", "entryUUID");
  }

  @Test
  void twoEntriesWithOneStableIdEndTheRun() {
    people(
        search -> {
          var twin = TestEntries.person("ann");
          twin.setDN("uid=eve," + TestSettings.PEOPLE);
          search.person("ann").entry(twin).pageDone("");
        });
    assertFails(ReadFailure.AMBIGUOUS_PERSON, "uid=eve");
  }

  @Test
  void theSameEntryTwiceIsDeliveredOnce() {
    people(search -> search.person("ann").person("ann").pageDone(""));
    assertThat(read().people()).hasSize(1);
  }

  @Test
  void hostileValuesAreMadeHarmless() {
    people(
        search ->
            search
                .entry(
                    new Entry(
                        "uid=ann," + TestSettings.PEOPLE,
                        new Attribute("entryUUID", "AAAAAAAA-0000-0000-0000-000000000001"),
                        new Attribute("uid", "a\u0000n\u0007n"),
                        new Attribute(
                            "givenName", new byte[] {(byte) 0xC3, (byte) 0x28, 'A', (byte) 0xFF}),
                        new Attribute("sn", "", "\u202Egnp.exe", "x"),
                        new Attribute("mail", List.of("", " ann@example.org ", "ann@example.org")),
                        new Attribute("userAccountControl", "99999999999999999999")))
                .pageDone(""));
    var ann = read().people().getFirst();
    assertThat(ann.subject()).isEqualTo("aaaaaaaa-0000-0000-0000-000000000001");
    assertThat(ann.username()).isEqualTo("ann");
    assertThat(ann.firstName()).isEqualTo("\uFFFD(A\uFFFD");
    assertThat(ann.lastName()).isEqualTo("gnp.exe");
    assertThat(ann.emails()).containsExactly("ann@example.org");
    assertThat(ann.disabled()).isFalse();
  }

  @Test
  void membersThatAreNoDnsAreNobody() {
    server =
        ScriptedServer.start(
            search -> {
              if (search.isForPeople()) {
                search.person("ann");
              } else {
                search.entry(
                    TestEntries.group(
                        "team", "", "\u0000", "ann", "uid=ann," + TestSettings.PEOPLE, "=x"));
              }
              search.pageDone("");
            });
    assertThat(read().group("team").members()).containsExactly("uid=ann," + TestSettings.PEOPLE);
  }

  @Test
  void javaObjectsAreNeverAskedFor() {
    people(
        search ->
            search
                .entry(
                    new Entry(
                        "uid=ann," + TestSettings.PEOPLE,
                        new Attribute("entryUUID", "aaaaaaaa-0000-0000-0000-000000000001"),
                        new Attribute("objectClass", "javaSerializedObject"),
                        new Attribute("javaClassName", "java.util.HashMap"),
                        new Attribute(
                            "javaSerializedData", new byte[] {(byte) 0xAC, (byte) 0xED, 0, 5})))
                .pageDone(""));
    assertThat(read().people()).extracting(DirectoryPerson::username).containsExactly("");
    assertThat(server.searches())
        .isNotEmpty()
        .allSatisfy(
            search ->
                assertThat(search.getAttributes())
                    .isNotEmpty()
                    .noneMatch(
                        name ->
                            name.startsWith("java")
                                || name.equals("*")
                                || name.equals("userPassword")));
  }

  // Where connections may lead

  @Test
  void plainTextLeavesThisMachineOnlyWhereTheOperatorAllowsIt() {
    assertFails(TestSettings.of("ldap://192.0.2.1"), ReadFailure.ADDRESS_NOT_ALLOWED, "192.0.2.1");
  }

  @Test
  void networksThatTheOperatorDoesNotAllowAreNotReached() {
    people(ScriptedServer.Search::nothing);
    reader = new LdapDirectoryReader(new LdapNetworkPolicy(false, List.of("10.0.0.0/8"), 10));
    assertFails(ReadFailure.ADDRESS_NOT_ALLOWED, "127.0.0.1");
    assertThat(reader.test(settings().build()).steps())
        .last()
        .matches(step -> !step.ok() && step.step().equals("resolve"));
    assertThatThrownBy(() -> reader.searchGroups(settings().build(), "", 10))
        .isInstanceOf(ReadFailed.class);
    assertThat(reader.validate(settings().build())).containsKey("urls");
    assertThat(server.connections()).isZero();
    reader =
        new LdapDirectoryReader(
            new LdapNetworkPolicy(false, List.of("10.0.0.0/8", "127.0.0.0/8"), 10));
    assertThat(read().people()).isEmpty();
  }

  // Helpers

  private void people(ScriptedServer.Script script) {
    server =
        ScriptedServer.start(
            search -> {
              if (search.isForPeople()) {
                script.answer(search);
              } else {
                search.nothing();
              }
            });
  }

  private TestSettings settings() {
    return TestSettings.of(server.url());
  }

  private Everything read() {
    return read(settings());
  }

  private Everything read(TestSettings settings) {
    return Everything.read(reader, settings.build());
  }

  private void assertFails(ReadFailure expected, String... told) {
    assertFails(settings(), expected, told);
  }

  private void assertFails(TestSettings settings, ReadFailure expected, String... told) {
    var failure = catchThrowableOfType(ReadFailed.class, () -> read(settings));
    assertThat(failure).as("failure").isNotNull();
    assertThat(failure.failure()).as(failure.getMessage()).isEqualTo(expected);
    for (var word : told) {
      assertThat(failure.getMessage()).contains(word);
    }
    assertThat(failure.getMessage()).doesNotContain(TestDirectory.PASSWORD);
  }
}
