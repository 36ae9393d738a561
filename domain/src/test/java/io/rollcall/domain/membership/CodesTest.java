package io.rollcall.domain.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rollcall.domain.federation.DirectorySettings.GroupType;
import io.rollcall.domain.federation.PlannedChange;
import io.rollcall.domain.federation.ReadFailure;
import io.rollcall.domain.federation.SyncProblem;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.identity.ProviderKind;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Codes are what other programs rely on: stable, in one form, and no two alike. */
class CodesTest {
  private static final String KEBAB = "[a-z]+(-[a-z]+)*";

  static Stream<Violation> violations() {
    return Arrays.stream(Violation.class.getPermittedSubclasses()).map(CodesTest::example);
  }

  private static Violation example(Class<?> type) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      var arguments =
          Arrays.stream(constructor.getParameterTypes()).map(CodesTest::value).toArray();
      return (Violation) constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Object value(Class<?> type) {
    if (type == String.class) {
      return "thing";
    }
    if (type == int.class) {
      return 5;
    }
    if (type == Map.class) {
      return Map.of("title", List.of("This field may not be blank."));
    }
    if (type == Role.class) {
      return Role.OWNER;
    }
    if (type == SyncRunId.class) {
      return new SyncRunId(3);
    }
    throw new AssertionError("no example of " + type);
  }

  @ParameterizedTest
  @MethodSource("violations")
  void ofARefusalIsKebabCase(Violation violation) {
    assertThat(violation.code()).matches(KEBAB);
  }

  @ParameterizedTest
  @MethodSource("violations")
  void comeWithAMessageForPeople(Violation violation) {
    assertThat(violation.message()).isNotBlank().doesNotContain("null").doesNotContain("%");
  }

  @ParameterizedTest
  @MethodSource("violations")
  void travelInAnExceptionWithoutAStackTrace(Violation violation) {
    var refusal = violation.refused();

    assertThat(refusal.violation()).isSameAs(violation);
    assertThat(refusal).hasMessage(violation.message());
    assertThat(refusal.getStackTrace()).isEmpty();
  }

  @Test
  void ofRefusalsDiffer() {
    assertThat(violations().map(Violation::code)).doesNotHaveDuplicates().isNotEmpty();
  }

  @Test
  void ofRefusalsAreTheOnesTheRulesName() {
    assertThat(new Violation.OwnerKeepsRole().code()).isEqualTo("owner-keeps-role");
    assertThat(new Violation.SuspendedByDirectory().code()).isEqualTo("suspended-by-directory");
    assertThat(new Violation.SeatLimitReached(3).code()).isEqualTo("seat-limit-reached");
  }

  @Test
  void ofRulesAreTheOnesOfTheTable() {
    assertThat(Rule.values())
        .extracting(Rule::code)
        .containsExactly(
            "owner",
            "suspension",
            "manual-pin",
            "highest-mapped",
            "invitation",
            "lost-last-group",
            "default",
            "seat-limit");
  }

  @ParameterizedTest
  @EnumSource
  void ofARuleReadBack(Rule rule) {
    assertThat(Rule.ofCode(rule.code())).contains(rule);
  }

  @ParameterizedTest
  @EnumSource
  void ofARoleReadBack(Role role) {
    assertThat(Role.ofCode(role.code())).contains(role);
    assertThat(Role.ofTitle(role.title())).contains(role);
  }

  @Test
  void ofUnknownThingsAreNothing() {
    assertThat(Role.ofCode("XX")).isEmpty();
    assertThat(Role.ofCode("ow")).isEmpty();
    assertThat(Role.ofTitle("Chief")).isEmpty();
    assertThat(Rule.ofCode("luck")).isEmpty();
    assertThat(ProjectRole.ofTitle("Chief")).isEmpty();
    assertThat(GroupType.ofCode("list")).isEmpty();
  }

  @Test
  void ofRolesAreReadByTitleInAnyCase() {
    assertThat(Role.ofTitle("aDMINISTRATOR")).contains(Role.ADMINISTRATOR);
    assertThat(ProjectRole.ofTitle("inherit")).contains(ProjectRole.INHERIT);
  }

  @ParameterizedTest
  @CsvSource({
    "OW, Owner",
    "AD, Administrator",
    "MA, Manager",
    "RE, Reviewer",
    "AN, Annotator",
    "NO, Not activated",
    "DI, Deactivated",
    "VO, View only"
  })
  void ofRolesAreThePublishedOnes(String code, String title) {
    assertThat(Role.ofCode(code)).map(Role::title).contains(title);
  }

  @ParameterizedTest
  @EnumSource
  void ofAProjectRoleReadBack(ProjectRole role) {
    assertThat(ProjectRole.ofTitle(role.title())).contains(role);
  }

  @ParameterizedTest
  @EnumSource
  void ofAProviderKindReadBackAndName(ProviderKind kind) {
    assertThat(ProviderKind.ofCode(kind.code())).isEqualTo(kind);
    assertThat(SourceKind.of(kind).code()).isEqualTo(kind.code());
  }

  @ParameterizedTest
  @EnumSource
  void ofASourceKindReadBack(SourceKind kind) {
    assertThat(SourceKind.ofCode(kind.code())).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource
  void ofAGroupTypeReadBack(GroupType type) {
    assertThat(GroupType.ofCode(type.code())).contains(type);
  }

  @ParameterizedTest
  @EnumSource
  void ofAReadFailureAreKebabCase(ReadFailure failure) {
    assertThat(failure.code()).matches(KEBAB);
  }

  @ParameterizedTest
  @EnumSource
  void ofASyncProblemReadBack(SyncProblem.Kind kind) {
    assertThat(kind.code()).matches(KEBAB);
    assertThat(SyncProblem.Kind.ofCode(kind.code())).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource
  void ofARunStatusReadBack(SyncRun.Status status) {
    assertThat(SyncRun.Status.ofCode(status.code())).isEqualTo(status);
  }

  @Test
  void ofTransitionsAndPlannedChangesAreLowerCase() {
    assertThat(MembershipChange.Transition.values())
        .extracting(MembershipChange.Transition::code)
        .allMatch(code -> code.matches(KEBAB))
        .contains("role-changed", "ownership-transferred");
    assertThat(PlannedChange.Kind.values())
        .extracting(PlannedChange.Kind::code)
        .containsExactly("removed", "suspended", "changed", "resumed", "joined", "recorded");
  }

  @Test
  void ofRefusedFieldsCarryWhatWouldBeRight() {
    assertThat(Violation.Invalid.field("title", "Too long.").fields())
        .containsExactly(Map.entry("title", List.of("Too long.")));
  }

  @Test
  void ofIdsBelongToPositiveNumbersAlone() {
    for (var number : new long[] {0, -1}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new GrantId(number));
      assertThatIllegalArgumentException().isThrownBy(() -> new MembershipId(number));
      assertThatIllegalArgumentException().isThrownBy(() -> new WorkspaceId(number));
      assertThatIllegalArgumentException().isThrownBy(() -> new ProjectId(number));
      assertThatIllegalArgumentException().isThrownBy(() -> new InvitationId(number));
      assertThatIllegalArgumentException().isThrownBy(() -> new SuspensionId(number));
      assertThatIllegalArgumentException().isThrownBy(() -> new SyncRunId(number));
      assertThatIllegalArgumentException().isThrownBy(() -> new MappingId(number));
    }
    assertThat(new GrantId(7)).hasToString("7").isLessThan(new GrantId(8));
  }
}
