package io.rollcall.domain.membership;

/**
 * Carries a {@link Violation} out of a use case. No stack trace: a refusal is an answer, not an
 * accident.
 */
public final class RuleViolated extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Violation violation;

  public RuleViolated(Violation violation) {
    super(violation.message(), null, false, false);
    this.violation = violation;
  }

  public Violation violation() {
    return violation;
  }
}
