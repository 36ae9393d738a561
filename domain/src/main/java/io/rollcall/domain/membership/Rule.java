package io.rollcall.domain.membership;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The line of the rules that gave a member their role. The first one that applies wins. */
public enum Rule {
  OWNER,
  SUSPENSION,
  MANUAL_PIN,
  HIGHEST_MAPPED,
  INVITATION,
  LOST_LAST_GROUP,
  DEFAULT,
  /** Not a line but what follows it: entitled to a role, and no seat free. */
  SEAT_LIMIT;

  /** As the API and the history say it: {@code highest-mapped}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Rule> ofCode(String code) {
    return Arrays.stream(values()).filter(rule -> rule.code().equals(code)).findFirst();
  }
}
