package io.rollcall.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.UseCaseTest;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Plan;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the operator may and no role does. */
class OperatorUseCasesTest extends UseCaseTest {
  private final UserId owner = person("owner");

  private UserId invited(OrganizationId organization, String name, Role role, int minutes) {
    var user = person(name);
    join(
        organization,
        owner,
        user,
        List.of(
            grant(
                new Target.OrganizationRole(role),
                new Source.Invited(new InvitationId(1)),
                minutes)),
        minutes);
    return user;
  }

  @Nested
  class PlanOfAnOrganization {
    private final ChangePlan change = new ChangePlan(world.organizations(), world.clock());

    private Plan limit(OrganizationId organization, int seats) {
      return change
          .execute(
              new ChangePlan.Command(
                  organization,
                  plan ->
                      new Plan(seats, plan.moreOrganizations(), plan.sso(), false, false, false)))
          .plan();
    }

    @Test
    void isReplacedAndKept() {
      var here = found(owner);

      assertThat(limit(here, 5)).isEqualTo(new Plan(5, true, true, false, false, false));

      assertThat(world.organizations().find(here).orElseThrow().plan())
          .isEqualTo(new Plan(5, true, true, false, false, false));
    }

    @Test
    void lowerLimitTakesNobodysSeat() {
      var here = found(owner);
      var ann = member(here, owner, "ann", Role.ANNOTATOR);
      var bob = member(here, owner, "bob", Role.ANNOTATOR);

      limit(here, 1);

      assertThat(role(here, ann)).isEqualTo(Role.ANNOTATOR);
      assertThat(role(here, bob)).isEqualTo(Role.ANNOTATOR);
      assertThat(role(here, invited(here, "late", Role.ANNOTATOR, 2)))
          .as("but nobody new gets one")
          .isEqualTo(Role.NOT_ACTIVATED);
    }

    @Test
    void higherLimitSeatsThoseWhoWaitInTheirOrder() {
      var here = found(organization(owner, seats(1)));
      var annotator = invited(here, "annotator", Role.ANNOTATOR, 1);
      var manager = invited(here, "manager", Role.MANAGER, 2);
      assertThat(member(here, manager).rule()).isEqualTo(Rule.SEAT_LIMIT);

      limit(here, 2);

      assertThat(role(here, manager)).as("the more elevated first").isEqualTo(Role.MANAGER);
      assertThat(role(here, annotator)).isEqualTo(Role.NOT_ACTIVATED);
    }

    @Test
    void withoutALimitEverybodyIsSeated() {
      var here = found(organization(owner, seats(1)));
      var waiting =
          List.of(invited(here, "a", Role.ANNOTATOR, 1), invited(here, "b", Role.REVIEWER, 2));

      change.execute(new ChangePlan.Command(here, plan -> Plan.UNLIMITED));

      assertThat(waiting)
          .extracting(user -> role(here, user))
          .containsExactly(Role.ANNOTATOR, Role.REVIEWER);
    }

    @Test
    void unknownOrganizationIsNotFound() {
      assertThat(refusal(() -> limit(new OrganizationId(4711), 5)))
          .isEqualTo(new Violation.NotFound("organization"));
    }
  }

  @Nested
  class LostOwner {
    private final MoveOwnership move =
        new MoveOwnership(world.organizations(), world.users(), world.clock());
    private final OrganizationId here = found(owner);

    private void execute(String email) {
      move.execute(new MoveOwnership.Command(here, email));
    }

    private String address(UserId user) {
      return world.users().find(user).orElseThrow().email().value();
    }

    @Test
    void isReplacedByAMemberAndAdministratesFromThenOn() {
      var ann = member(here, owner, "ann", Role.ANNOTATOR);

      execute(address(ann).toUpperCase(java.util.Locale.ROOT));

      assertThat(world.organizations().find(here).orElseThrow().owner()).isEqualTo(ann);
      assertThat(role(here, ann)).isEqualTo(Role.OWNER);
      assertThat(role(here, owner)).isEqualTo(Role.ADMINISTRATOR);
      assertThat(world.history(here, ann).getLast().occasion().by())
          .isEqualTo(new Recorder.BySystem());
    }

    @Test
    void canBeTakenOutByTheNewOwnerAfterwards() {
      var ann = member(here, owner, "ann", Role.ANNOTATOR);
      execute(address(ann));
      var slice = world.organizations().lock(here, List.of(ann, owner), occasion(ann, 5));

      slice.remove(ann, owner);

      assertThat(slice.member(owner)).isEmpty();
    }

    @Test
    void onlyAnActiveMemberFollows() {
      var waiting = member(here, owner, "waiting", Role.NOT_ACTIVATED);
      var stranger = person("stranger");

      assertThat(refusal(() -> execute(address(waiting)))).isInstanceOf(Violation.WrongState.class);
      assertThat(refusal(() -> execute(address(stranger))))
          .isEqualTo(new Violation.NotFound("member"));
      assertThat(refusal(() -> execute("nobody@example.com")))
          .isEqualTo(new Violation.NotFound("member"));
      assertThat(refusal(() -> execute("nobody"))).isInstanceOf(Violation.Invalid.class);
      assertThat(refusal(() -> execute(address(owner)))).isEqualTo(new Violation.ActsOnOneself());
      assertThat(role(here, owner)).isEqualTo(Role.OWNER);
    }
  }
}
