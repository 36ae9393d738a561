package io.rollcall.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.FixedServerInfo;
import io.rollcall.application.port.SessionPolicyRepository.Kept;
import io.rollcall.application.port.UseCaseTest;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Session;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionPolicyTest extends UseCaseTest {
  private final SessionPolicy policy =
      new SessionPolicy(
          world.organizations(),
          world.sessionPolicies(),
          FixedServerInfo.DEFAULT,
          world.clock(),
          world.notes());
  private final UserId owner = person("owner");
  private final OrganizationId here = found(owner);

  private Kept change(@Nullable Integer age, @Nullable Integer idle) {
    return policy.change(new SessionPolicy.Command(here, owner, minutes(age), minutes(idle)));
  }

  private static @Nullable Duration minutes(@Nullable Integer number) {
    return number == null ? null : Duration.ofMinutes(number);
  }

  @Test
  void isTheServersUntilTheOwnerDecides() {
    assertThat(policy.read(here, owner)).isEqualTo(new Kept(Session.Policy.DEFAULT, T0, T0));
  }

  @Test
  void ownerChangesOneLimitAndTheOtherStays() {
    var first = world.clock().instant();
    change(null, 30);
    later(Duration.ofMinutes(1));
    var changed = change(600, null);

    var expected = new Session.Policy(Duration.ofMinutes(600), Duration.ofMinutes(30));
    assertThat(changed).isEqualTo(new Kept(expected, first, first.plusSeconds(60)));
    assertThat(policy.read(here, owner)).isEqualTo(changed);
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"ADMINISTRATOR", "MANAGER", "ANNOTATOR"})
  void isTheOwnersBusinessAlone(Role role) {
    var somebody = member(here, owner, "somebody", role);
    var command = new SessionPolicy.Command(here, somebody, Duration.ofMinutes(5), null);

    assertThat(refusal(() -> policy.read(here, somebody)))
        .isInstanceOf(Violation.NotPermitted.class);
    assertThat(refusal(() -> policy.change(command))).isInstanceOf(Violation.NotPermitted.class);
  }

  @Test
  void organizationDoesNotExistForStrangers() {
    var stranger = person("stranger");
    var command = new SessionPolicy.Command(here, stranger, Duration.ofMinutes(5), null);

    assertThat(refusal(() -> policy.read(here, stranger))).isInstanceOf(Violation.NotFound.class);
    assertThat(refusal(() -> policy.change(command))).isInstanceOf(Violation.NotFound.class);
  }
}
