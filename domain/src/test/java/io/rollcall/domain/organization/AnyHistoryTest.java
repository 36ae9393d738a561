package io.rollcall.domain.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessPolicy;
import io.rollcall.domain.membership.EffectiveAccess;
import io.rollcall.domain.membership.Facts;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.RuleViolated;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds of an organization after any sequence of decisions, refused ones included. */
class AnyHistoryTest {

  /** A step of a story that can be told again. */
  record Step(String what, Consumer<Team> action) {
    @Override
    public String toString() {
      return what;
    }

    void take(Team team) {
      try {
        action.accept(team);
      } catch (RuleViolated refused) {
        // a refusal is an answer; what matters is that nothing changed
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> stories() {
    var users = Arbitraries.integers().between(1, 7).map(Team::user);
    var roles = Arbitraries.of(Role.class).injectNull(0.15);
    var changes =
        Combinators.combine(users, users, roles)
            .as(
                (actor, subject, role) ->
                    new Step(
                        actor + " sets " + subject + " to " + role,
                        team -> team.run(slice -> slice.changeRole(actor, subject, role))));
    var ownersChanges =
        Combinators.combine(users, roles)
            .as(
                (subject, role) ->
                    new Step(
                        "owner sets " + subject + " to " + role,
                        team -> {
                          var owner = team.organization().owner();
                          team.run(slice -> slice.changeRole(owner, subject, role));
                        }));
    var joins = users.map(user -> new Step(user + " joins", team -> team.joins(user)));
    var provisions =
        Combinators.combine(users, Arbitraries.of(Role.class).filter(AnyHistoryTest::canBeMapped))
            .as(
                (user, role) ->
                    new Step(
                        user + " is mapped to " + role,
                        team -> team.joins(user, List.of(team.mappedGrant(role)))));
    var invitations =
        Combinators.combine(users, Arbitraries.of(Role.class).filter(AnyHistoryTest::canBeMapped))
            .as(
                (user, role) ->
                    new Step(
                        user + " is invited as " + role,
                        team -> team.joins(user, List.of(team.invitation(role)))));
    var removals =
        Combinators.combine(users, users)
            .as(
                (actor, subject) ->
                    new Step(
                        actor + " removes " + subject,
                        team -> team.run(slice -> slice.remove(actor, subject))));
    var leaves =
        users.map(user -> new Step(user + " leaves", team -> team.run(slice -> slice.leave(user))));
    var transfers =
        users.map(
            heir ->
                new Step(
                    "ownership goes to " + heir,
                    team -> {
                      var owner = team.organization().owner();
                      team.run(slice -> slice.transferOwnership(owner, heir));
                    }));
    var policies =
        Arbitraries.of(true, false)
            .map(
                manual ->
                    new Step(
                        "manual roles " + manual,
                        team -> team.policy(new AccessPolicy(manual, true, true))));
    var disabling =
        users.map(
            user ->
                new Step(
                    user + " is disabled",
                    team -> {
                      if (team.member(user) != null && !team.member(user).isDeleted()) {
                        team.disables(Facts.LDAP, user);
                        team.run(slice -> {});
                      }
                    }));
    var losses =
        users.map(
            user ->
                new Step(
                    user + " loses all groups",
                    team -> {
                      if (team.member(user) != null && !team.member(user).isDeleted()) {
                        team.endsMapped(user);
                        team.run(slice -> {});
                      }
                    }));
    return Arbitraries.frequencyOf(
            Tuple.of(3, changes),
            Tuple.of(8, ownersChanges),
            Tuple.of(4, joins),
            Tuple.of(5, provisions),
            Tuple.of(3, invitations),
            Tuple.of(1, removals),
            Tuple.of(1, leaves),
            Tuple.of(1, transfers),
            Tuple.of(1, policies),
            Tuple.of(1, disabling),
            Tuple.of(2, losses))
        .list()
        .ofMinSize(5)
        .ofMaxSize(40);
  }

  private static boolean canBeMapped(Role role) {
    return role.isMappable() && role != Role.DEACTIVATED;
  }

  @Provide
  Arbitrary<Integer> limits() {
    return Arbitraries.integers().between(1, 5);
  }

  private static void tell(Team team, List<Step> story, Consumer<Team> afterEachStep) {
    for (var step : story) {
      step.take(team);
      afterEachStep.accept(team);
    }
  }

  private static List<Membership> present(Team team) {
    return team.members().stream().filter(member -> !member.isDeleted()).toList();
  }

  @Property
  void theSeatLimitIsNeverExceeded(
      @ForAll("limits") int limit, @ForAll("stories") List<Step> story) {
    tell(
        Team.foundedWithSeats(limit),
        story,
        team -> {
          var seated = team.members().stream().filter(Membership::seated).toList();
          assertThat(seated).hasSizeLessThanOrEqualTo(limit);
          assertThat(team.seats().taken()).isEqualTo(seated.size());
          assertThat(seated)
              .allSatisfy(
                  member -> {
                    assertThat(member.isDeleted()).isFalse();
                    assertThat(member.entitled().role().occupiesSeat()).isTrue();
                  });
        });
  }

  @Property
  void nobodyWaitsWhileASeatIsFree(
      @ForAll("limits") int limit, @ForAll("stories") List<Step> story) {
    tell(
        Team.foundedWithSeats(limit),
        story,
        team -> {
          if (team.seats().anyFree()) {
            assertThat(present(team)).noneMatch(Membership::isWaiting);
          }
        });
  }

  @Property
  void holdersKeepTheirSeats(@ForAll("limits") int limit, @ForAll("stories") List<Step> story) {
    var team = Team.foundedWithSeats(limit);
    for (var step : story) {
      var holders =
          new ArrayList<>(
              team.members().stream().filter(Membership::seated).map(Membership::user).toList());
      step.take(team);
      holders.removeIf(
          user ->
              team.member(user).isDeleted() || !team.member(user).entitled().role().occupiesSeat());
      assertThat(holders).allMatch(user -> team.member(user).seated());
    }
  }

  @Property
  void withoutALimitNobodyWaits(@ForAll("stories") List<Step> story) {
    tell(Team.founded(), story, team -> assertThat(present(team)).noneMatch(Membership::isWaiting));
  }

  @Property
  void thereIsAlwaysExactlyOneOwnerWithASeat(
      @ForAll("limits") int limit, @ForAll("stories") List<Step> story) {
    tell(
        Team.foundedWithSeats(limit),
        story,
        team -> {
          assertThat(team.members())
              .filteredOn(member -> member.facts().owner() || member.role() == Role.OWNER)
              .extracting(Membership::user)
              .containsExactly(team.organization().owner());
          assertThat(team.member(team.organization().owner()).role()).isEqualTo(Role.OWNER);
          assertThat(team.member(team.organization().owner()).isDeleted()).isFalse();
        });
  }

  @Property
  void everyMembershipIsWhatItsFactsAddUpTo(
      @ForAll("limits") int limit, @ForAll("stories") List<Step> story) {
    tell(
        Team.foundedWithSeats(limit),
        story,
        team -> {
          var policy = team.organization().policy();
          for (var member : present(team)) {
            assertThat(member.entitled()).isEqualTo(EffectiveAccess.of(member.facts(), policy));
            assertThat(member.explain(policy).role()).isEqualTo(member.role());
            assertThat(member.explain(policy).rule()).isEqualTo(member.rule());
            assertThat(member.explain(policy).summary()).isEqualTo(member.summary(policy));
          }
        });
  }

  @Property
  void onlyMembersWithASeatCanDoAnything(
      @ForAll("limits") int limit, @ForAll("stories") List<Step> story) {
    tell(
        Team.foundedWithSeats(limit),
        story,
        team -> {
          for (var member : team.members()) {
            assertThat(
                    team.organization()
                        .permissions()
                        .allow(Permission.BE_MEMBER, member.standing()))
                .isEqualTo(member.seated());
          }
        });
  }

  @Property
  void aRefusalChangesNothing(@ForAll("limits") int limit, @ForAll("stories") List<Step> story) {
    var team = Team.foundedWithSeats(limit);
    for (var step : story) {
      var before = List.copyOf(team.members());
      var seats = team.seats();
      try {
        step.action().accept(team);
      } catch (RuleViolated refused) {
        assertThat(List.copyOf(team.members())).isEqualTo(before);
        assertThat(team.seats()).isEqualTo(seats);
      }
    }
  }

  @Property
  void idsOfFactsAreNeverGivenTwice(@ForAll("stories") List<Step> story) {
    tell(
        Team.founded(),
        story,
        team -> {
          for (UserId user : Set.of(Team.OWNER, Team.user(2))) {
            if (team.member(user) != null) {
              assertThat(team.member(user).facts().grants())
                  .extracting(io.rollcall.domain.membership.Grant::id)
                  .doesNotHaveDuplicates();
            }
          }
        });
  }
}
