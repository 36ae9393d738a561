package io.rollcall.application.identity;

import io.rollcall.domain.membership.RuleViolated;
import io.rollcall.domain.membership.Violation;

/** Links from mails that open nothing. */
final class Links {
  private Links() {}

  /** The same, whether it never was one, was used or is too old. */
  static RuleViolated invalid() {
    return Violation.Invalid.field(
            "token", "This link is unknown, used or out of date. Ask for a new one.")
        .refused();
  }
}
