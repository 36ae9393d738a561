package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.SessionPolicyRepository.Kept;
import io.rollcall.domain.identity.Session;
import java.time.Duration;
import org.junit.jupiter.api.Test;

public abstract class SessionPolicyRepositoryContract extends PortContract {
  private static final Session.Policy SHORT =
      new Session.Policy(Duration.ofMinutes(90), Duration.ofMinutes(1));
  private static final Session.Policy LONG =
      new Session.Policy(Duration.ofMinutes(Integer.MAX_VALUE), Duration.ofDays(30));

  private SessionPolicyRepository policies() {
    return ports().sessionPolicies();
  }

  @Test
  void organizationHasNoneAtFirst() {
    var here = found(person("owner"));

    assertThat(ports().transaction(() -> policies().find(here))).isEmpty();
  }

  @Test
  void policyIsKeptAndReplaced() {
    var here = found(person("owner"));

    assertThat(ports().transaction(() -> policies().save(here, SHORT, at(1))))
        .isEqualTo(new Kept(SHORT, at(1), at(1)));
    assertThat(ports().transaction(() -> policies().save(here, LONG, at(2))))
        .isEqualTo(new Kept(LONG, at(1), at(2)));

    assertThat(ports().transaction(() -> policies().find(here)))
        .contains(new Kept(LONG, at(1), at(2)));
  }

  @Test
  void policyOfOneOrganizationIsNotThatOfAnother() {
    var here = found(person("owner"));
    var there = found(person("owner"));
    ports().transaction(() -> policies().save(here, SHORT, at(1)));

    assertThat(ports().transaction(() -> policies().find(there))).isEmpty();
  }
}
