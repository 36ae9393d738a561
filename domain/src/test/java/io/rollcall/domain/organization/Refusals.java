package io.rollcall.domain.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rollcall.domain.membership.RuleViolated;
import io.rollcall.domain.membership.Violation;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

final class Refusals {
  private Refusals() {}

  static void assertRefused(ThrowingCallable decision, Violation violation) {
    assertThat(catchThrowableOfType(RuleViolated.class, decision))
        .isNotNull()
        .extracting(RuleViolated::violation)
        .isEqualTo(violation);
  }

  static Violation refusalOf(ThrowingCallable decision) {
    return catchThrowableOfType(RuleViolated.class, decision).violation();
  }
}
