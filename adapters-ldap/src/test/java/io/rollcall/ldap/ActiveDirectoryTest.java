package io.rollcall.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import io.rollcall.domain.federation.DirectorySettings.GroupType;
import io.rollcall.domain.federation.ReadFailed;
import io.rollcall.domain.federation.ReadFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Active Directory does differently, as far as a script can play it. */
@Timeout(30)
class ActiveDirectoryTest {
  private static final String GUID = "33221100554477668899aabbccddeeff";
  private static final int MEMBERS = 4000;
  private static final int RANGE = 1500;

  private final LdapDirectoryReader reader = new LdapDirectoryReader(LdapNetworkPolicy.DEFAULT);
  private ScriptedServer server;

  @AfterEach
  void stop() {
    server.close();
  }

  /** Answers a question for more members, from a position on. */
  private interface Ranges {
    void answer(ScriptedServer.Search search, int from) throws IOException;
  }

  @Test
  void aGroupOverTheRangeLimitIsReadWhole() {
    directory((search, from) -> range(search, from, Math.min(from + RANGE, MEMBERS)));
    var members = read().group("crowd").members();
    assertThat(members)
        .doesNotHaveDuplicates()
        .hasSize(MEMBERS)
        .contains(member(0), member(MEMBERS - 1));
  }

  @Test
  void aRangeThatIsRefusedEndsTheRun() {
    directory((search, from) -> search.done(ResultCode.OPERATIONS_ERROR, "range"));
    assertFails(ReadFailure.RANGE_UNREADABLE, "CN=crowd");
  }

  @Test
  void aGroupThatVanishesBetweenItsRangesEndsTheRun() {
    directory((search, from) -> search.done(ResultCode.NO_SUCH_OBJECT));
    assertFails(ReadFailure.RANGE_UNREADABLE, "CN=crowd");
    directory((search, from) -> search.done(ResultCode.SUCCESS));
    assertFails(ReadFailure.RANGE_UNREADABLE, "CN=crowd");
  }

  @Test
  void aRangeThatIsNotTheOneAskedForEndsTheRun() {
    directory((search, from) -> range(search, 0, RANGE));
    assertFails(ReadFailure.RANGE_UNREADABLE, "from 1500 on");
    directory(
        (search, from) -> {
          search.entry(crowd(new Attribute("member")));
          search.done(ResultCode.SUCCESS);
        });
    assertFails(ReadFailure.RANGE_UNREADABLE, "from 1500 on");
  }

  @Test
  void aRangeShorterThanItSaysEndsTheRun() {
    directory(
        (search, from) -> {
          search.entry(
              crowd(
                  new Attribute(
                      "member;range=%d-%d".formatted(from, from + RANGE - 1), member(from))));
          search.done(ResultCode.SUCCESS);
        });
    assertFails(ReadFailure.RANGE_UNREADABLE, "from 1500 on");
  }

  @Test
  void aPersonIsFollowedByObjectGuidAndDisabledByAccountControl() {
    directory((search, from) -> range(search, from, MEMBERS));
    var everything = read();
    assertThat(everything.people()).hasSize(2);
    var ann = everything.people().getFirst();
    assertThat(ann.subject()).isEqualTo("00112233-4455-6677-8899-aabbccddeeff");
    assertThat(ann.disabled()).isTrue();
    assertThat(everything.people().getLast().disabled()).isFalse();
  }

  @Test
  void thePrimaryGroupHasThePeopleWhoNameIt() {
    directory((search, from) -> range(search, from, MEMBERS));
    assertThat(read().group("Domain Users").members())
        .containsExactly("cn=bob," + TestSettings.PEOPLE);
  }

  @Test
  void referralsToOtherDomainsAreNotAskedFor() {
    directory((search, from) -> range(search, from, MEMBERS));
    read();
    assertThat(server.searches()).isNotEmpty();
  }

  private void directory(Ranges ranges) {
    stopIfStarted();
    server =
        ScriptedServer.start(
            ScriptedServer.ACTIVE_DIRECTORY_ROOT,
            search -> {
              assertThat(search.controls()).contains("1.2.840.113556.1.4.1339");
              if (search.request().getScope().equals(SearchScope.BASE)) {
                var asked = search.request().getAttributes().getFirst();
                ranges.answer(
                    search, Integer.parseInt(asked.replaceAll(".*range=([0-9]+)-\\*", "$1")));
              } else if (search.isForPeople()) {
                search.entry(person("ann", GUID, "514", 0));
                search.entry(person("bob", "0".repeat(32), "512", 513));
                search.pageDone("");
              } else {
                search.entry(crowd(firstRange(), new Attribute("member")));
                search.entry(domainUsers());
                search.pageDone("");
              }
            });
  }

  private void stopIfStarted() {
    if (server != null) {
      server.close();
    }
  }

  private static Entry person(String name, String guid, String control, int primaryGroup) {
    return new Entry(
        "CN=" + name + "," + TestSettings.PEOPLE,
        new Attribute("objectGUID", HexFormat.of().parseHex(guid)),
        new Attribute("userAccountControl", control),
        new Attribute("objectSid", sid(name.hashCode())),
        new Attribute("primaryGroupID", Integer.toString(primaryGroup)));
  }

  private static Entry domainUsers() {
    return new Entry(
        "CN=Domain Users," + TestSettings.GROUPS,
        new Attribute("objectGUID", HexFormat.of().parseHex("2".repeat(32))),
        new Attribute("cn", "Domain Users"),
        new Attribute("objectSid", sid(513)));
  }

  /** S-1-5-21-1-2-3-n. */
  private static byte[] sid(int last) {
    return ByteBuffer.allocate(28)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(HexFormat.of().parseHex("0105000000000005"))
        .putInt(21)
        .putInt(1)
        .putInt(2)
        .putInt(3)
        .putInt(last)
        .array();
  }

  private static Entry crowd(Attribute... members) {
    var entry =
        new Entry(
            "CN=crowd," + TestSettings.GROUPS,
            new Attribute("objectGUID", HexFormat.of().parseHex("1".repeat(32))),
            new Attribute("cn", "crowd"));
    for (var attribute : members) {
      entry.addAttribute(attribute);
    }
    return entry;
  }

  private static Attribute firstRange() {
    return new Attribute("member;range=0-%d".formatted(RANGE - 1), members(0, RANGE));
  }

  private static void range(ScriptedServer.Search search, int from, int to) throws IOException {
    var last = to >= MEMBERS ? "*" : Integer.toString(to - 1);
    search.entry(
        crowd(
            new Attribute("member;range=%d-%s".formatted(from, last), members(from, to)),
            new Attribute("member")));
    search.done(ResultCode.SUCCESS);
  }

  private static String[] members(int from, int to) {
    return IntStream.range(from, to).mapToObj(ActiveDirectoryTest::member).toArray(String[]::new);
  }

  private static String member(int i) {
    return "cn=m" + i + "," + TestSettings.PEOPLE;
  }

  private Everything read() {
    return Everything.read(
        reader,
        TestSettings.of(server.url())
            .grouped(GroupType.ACTIVE_DIRECTORY, TestSettings.GROUPS)
            .build());
  }

  private void assertFails(ReadFailure expected, String told) {
    var failure = catchThrowableOfType(ReadFailed.class, this::read);
    assertThat(failure).as("failure").isNotNull();
    assertThat(failure.failure()).as(failure.getMessage()).isEqualTo(expected);
    assertThat(failure.getMessage()).contains(told);
  }
}
