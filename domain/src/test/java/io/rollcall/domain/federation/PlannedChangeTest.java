package io.rollcall.domain.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.federation.PlannedChange.Kind;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessFacts;
import io.rollcall.domain.membership.AccessPolicy;
import io.rollcall.domain.membership.EffectiveAccess;
import io.rollcall.domain.membership.Facts;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.MembershipChange.Transition;
import io.rollcall.domain.membership.MembershipId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Target;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a run would do to one person, as its report calls it. */
class PlannedChangeTest {
  private static Membership member(Facts facts) {
    return new Membership(
            new MembershipId(1),
            new OrganizationId(1),
            new UserId(1),
            AccessFacts.NONE,
            EffectiveAccess.NONE,
            true,
            Facts.START,
            Facts.START,
            null,
            0)
        .with(facts.facts(), AccessPolicy.ALL_MANUAL, Facts.START);
  }

  private static PlannedChange change(@Nullable Membership before, Membership after) {
    return PlannedChange.of(before, after, "because");
  }

  private static Facts manager() {
    return Facts.none().mapped(Role.MANAGER);
  }

  private static Facts inWorkspace() {
    var facts = manager();
    return facts.granted(new Target.Workspace(Facts.WORKSPACE), facts.from(Facts.LDAP, "team"));
  }

  private static Facts inProject(ProjectRole role) {
    var facts = manager();
    return facts.granted(new Target.Project(Facts.PROJECT, role), facts.from(Facts.LDAP, "team"));
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of("in a group no more", manager(), manager().ended(), Kind.REMOVED, true),
        Arguments.of(
            "in a group no more, and the default",
            Facts.none().byDefault(Role.ANNOTATOR).mapped(Role.MANAGER),
            Facts.none().byDefault(Role.ANNOTATOR).mapped(Role.MANAGER).ended(),
            Kind.REMOVED,
            true),
        Arguments.of("disabled", manager(), manager().disabled(Facts.LDAP), Kind.SUSPENDED, true),
        Arguments.of("gone", manager(), manager().ended().gone(Facts.LDAP), Kind.SUSPENDED, true),
        Arguments.of("enabled", manager().disabled(Facts.LDAP), manager(), Kind.RESUMED, false),
        Arguments.of(
            "back in a group",
            manager().ended(),
            manager().ended().mapped(Role.MANAGER),
            Kind.CHANGED,
            false),
        Arguments.of(
            "another role", manager(), manager().mapped(Role.ADMINISTRATOR), Kind.CHANGED, false),
        Arguments.of("a workspace more", manager(), inWorkspace(), Kind.CHANGED, false),
        Arguments.of("a workspace less", inWorkspace(), manager(), Kind.CHANGED, false),
        Arguments.of(
            "another project role",
            inProject(ProjectRole.ANNOTATOR),
            inProject(ProjectRole.REVIEWER),
            Kind.CHANGED,
            false),
        Arguments.of(
            "a group that is outranked",
            manager(),
            manager().mapped(Role.ANNOTATOR),
            Kind.RECORDED,
            false),
        Arguments.of(
            "disabled, without a role before",
            Facts.none(),
            Facts.none().disabled(Facts.LDAP),
            Kind.CHANGED,
            false),
        Arguments.of(
            "gone, and deactivated before",
            manager().deactivated(),
            manager().deactivated().ended().gone(Facts.LDAP),
            Kind.RECORDED,
            false),
        Arguments.of(
            "the owner disabled",
            manager().owner(),
            manager().owner().disabled(Facts.LDAP),
            Kind.RECORDED,
            false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void isCalledByWhatItMeansForThePerson(
      String what, Facts before, Facts after, Kind kind, boolean endsAccess) {
    var change = change(member(before), member(after));

    assertThat(change.kind()).as(what).isEqualTo(kind);
    assertThat(change.endsAccess()).as(what).isEqualTo(endsAccess);
  }

  @Test
  void ofSomebodyNewIsJoining() {
    var change = change(null, member(manager()));

    assertThat(change.kind()).isEqualTo(Kind.JOINED);
    assertThat(change.endsAccess()).isFalse();
  }

  @Test
  void ofSomebodyWhoHadLeftIsJoining() {
    var change = change(member(manager()).deleted(Facts.START), member(manager()));

    assertThat(change.kind()).isEqualTo(Kind.JOINED);
    assertThat(change.endsAccess()).isFalse();
  }

  @Test
  void countsSomebodyWhoWaitsForASeatAsLosingTheirAccess() {
    var waiting = member(manager()).withSeat(false);

    assertThat(change(waiting, member(manager().ended())).endsAccess()).isTrue();
  }

  @Test
  void hasTheTransitionOfTheHistory() {
    assertThat(Kind.values())
        .extracting(Kind::transition)
        .containsExactly(
            Transition.SUSPENDED,
            Transition.SUSPENDED,
            Transition.ROLE_CHANGED,
            Transition.RESUMED,
            Transition.JOINED,
            Transition.ACCESS_CHANGED);
  }
}
