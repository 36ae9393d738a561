package io.rollcall.application.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.UseCaseTest;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.MembershipChange;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Organization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeaveOrganizationTest extends UseCaseTest {
  private final LeaveOrganization leave =
      new LeaveOrganization(world.organizations(), world.clock());
  private final UserId owner = person("owner");
  private final OrganizationId here = found(owner);

  private void leave(OrganizationId organization, UserId user) {
    leave.execute(new LeaveOrganization.Command(organization, user));
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"ADMINISTRATOR", "MANAGER", "REVIEWER", "ANNOTATOR"})
  void memberGoesAndTheHistorySaysSo(Role role) {
    var ann = member(here, owner, "ann", role);

    leave(here, ann);

    assertThat(member(here, ann).isDeleted()).isTrue();
    assertThat(world.history(here, ann).getLast().transition())
        .isEqualTo(MembershipChange.Transition.LEFT);
  }

  @Test
  void sessionsForTheOrganizationEndAndThoseElsewhereStay() {
    var ann = member(here, owner, "ann", Role.ANNOTATOR);
    var bound = session(ann, here, here);
    var elsewhere = session(ann, found(ann), null);

    leave(here, ann);

    assertThat(find(bound)).isEmpty();
    assertThat(find(elsewhere)).isPresent();
  }

  @Test
  void seatGoesToWhoeverWaits() {
    Organization small = organization(owner, seats(2));
    var two = found(small);
    var ann = member(two, owner, "ann", Role.ANNOTATOR);
    var bob = person("bob");
    change(
        two,
        List.of(bob),
        occasion(owner, 2),
        slice ->
            slice.join(
                fresh(two, bob, at(2)),
                List.of(
                    grant(
                        new io.rollcall.domain.membership.Target.OrganizationRole(Role.REVIEWER),
                        new io.rollcall.domain.membership.Source.Administrator(owner),
                        2)),
                "joins"));
    assertThat(member(two, bob).isWaiting()).isTrue();

    leave(two, ann);

    assertThat(member(two, bob).isWaiting()).isFalse();
  }

  @Test
  void ownerStays() {
    assertThat(refusal(() -> leave(here, owner))).isEqualTo(new Violation.OwnerKeepsRole());
    assertThat(role(here, owner)).isEqualTo(Role.OWNER);
  }

  @Test
  void nobodyLeavesADeactivationBehind() {
    var ann = member(here, owner, "ann", Role.DEACTIVATED);

    assertThat(refusal(() -> leave(here, ann))).isInstanceOf(Violation.NotPermitted.class);
  }

  @Test
  void organizationDoesNotExistForStrangers() {
    assertThat(refusal(() -> leave(here, person("stranger"))))
        .isEqualTo(new Violation.NotFound("organization"));
  }
}
