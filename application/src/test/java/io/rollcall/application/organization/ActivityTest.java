package io.rollcall.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.ActivityRepository.Actor;
import io.rollcall.application.port.ActivityRepository.Entry;
import io.rollcall.application.port.ActivityRepository.Exchange;
import io.rollcall.application.port.ActivityRepository.Subject;
import io.rollcall.application.port.ActivityViews;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.FixedServerInfo;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.UseCaseTest;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who reads the activity log, and how long it is kept. */
class ActivityTest extends UseCaseTest {
  private final ReadActivityLog read =
      new ReadActivityLog(world.organizations(), world.activityViews());
  private final KeepActivity keep = new KeepActivity(world.activities());
  private final ForgetActivity forget =
      new ForgetActivity(
          world.activities(), FixedServerInfo.DEFAULT, world.atomically(), world.clock());
  private final ActivityDetails details =
      new ActivityDetails(world.organizations(), world.activities(), world.notes(), world.clock());
  private final UserId owner = person("owner");
  private final OrganizationId here = found(owner);

  private static ActivityViews.Query all(OrganizationId organization, int page) {
    return new ActivityViews.Query(
        organization,
        new ActivityViews.Filter("", "", null, null, null, null, null),
        false,
        new Page.Request(page, 30));
  }

  private void keep(Instant at) {
    keep.execute(
        List.of(
            new Entry(
                new Actor(owner, null, null, here),
                new Subject(null, null, null, List.of(), 0),
                new Exchange(at, 1, "POST", "/", 200, "", "", ""))));
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"MANAGER", "REVIEWER", "ANNOTATOR"})
  void isForAdministratorsAlone(Role role) {
    var reader = member(here, owner, "reader", role);

    assertThat(refusal(() -> read.execute(reader, all(here, 1))))
        .isEqualTo(new Violation.NotPermitted("view_activity_log"));
    assertThat(refusal(() -> read.after(reader, all(here, 1), null)))
        .isEqualTo(new Violation.NotPermitted("view_activity_log"));
    assertThat(refusal(() -> read.execute(person("stranger"), all(here, 1))))
        .isEqualTo(new Violation.NotFound("organization"));
    var administrator = member(here, owner, "administrator", Role.ADMINISTRATOR);
    assertThat(read.execute(administrator, all(here, 1)).rows()).isEmpty();
  }

  @Test
  void planDecidesWhetherThereIsOne() {
    var there = found(organization(owner, new Plan(null, true, true, true, true, false)));

    assertThat(refusal(() -> read.execute(owner, all(there, 1))))
        .isEqualTo(new Violation.PlanForbids("activity log"));
  }

  @Test
  void thereIsNoPagePastTheLast() {
    keep(at(1));

    assertThat(read.execute(owner, all(here, 1)).rows()).hasSize(1);
    assertThat(refusal(() -> read.execute(owner, all(here, 2))))
        .isEqualTo(new Violation.NotFound("page"));
  }

  @Test
  void yearOldEntriesAreForgotten() {
    var now = world.clock().instant();
    keep(now.minus(Duration.ofDays(365)).minusSeconds(1));
    keep(now.minus(Duration.ofDays(365)).plusSeconds(1));

    assertThat(forget.execute()).isEqualTo(1);
    assertThat(read.execute(owner, all(here, 1)).rows()).hasSize(1);
  }

  @Test
  void ownerAloneDecidesHowMuchItTells() {
    var administrator = member(here, owner, "administrator", Role.ADMINISTRATOR);

    assertThat(
            refusal(() -> details.change(new ActivityDetails.Command(here, administrator, false))))
        .isEqualTo(new Violation.NotPermitted("own_organization"));
    assertThat(details.read(here)).isTrue();

    details.change(new ActivityDetails.Command(here, owner, false));

    assertThat(details.read(here)).isFalse();
    assertThat(world.notes().changes())
        .containsExactly(
            new Change(
                "organization",
                here.value(),
                Map.of("extra_data_on_activity_logs", true),
                Map.of("extra_data_on_activity_logs", false)));
  }
}
