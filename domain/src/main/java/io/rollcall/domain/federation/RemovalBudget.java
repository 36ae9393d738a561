package io.rollcall.domain.federation;

import io.rollcall.domain.membership.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many people one run may take access from before somebody has to look at it: {@code people},
 * or {@code percent} of the members, whichever is less, and never less than {@value #FLOOR}.
 */
public record RemovalBudget(int people, int percent) {
  public static final RemovalBudget DEFAULT = new RemovalBudget(500, 10);

  /** A handful may always go: in a small team everybody is a large percentage. */
  public static final int FLOOR = 5;

  public RemovalBudget {
    var wrong = new LinkedHashMap<String, List<String>>();
    if (people < 0) {
      wrong.put("removal_budget.people", List.of("A number of people, 0 or more."));
    }
    if (percent < 0 || percent > 100) {
      wrong.put("removal_budget.percent", List.of("A percentage from 0 to 100."));
    }
    if (!wrong.isEmpty()) {
      throw new Violation.Invalid(Map.copyOf(wrong)).refused();
    }
  }

  /**
   * How many people may lose access in one run.
   *
   * @param members how many belong to the organization before the run
   */
  public int allowed(int members) {
    return Math.max(FLOOR, Math.min(people, (int) ((long) members * percent / 100)));
  }

  public boolean covers(int losing, int members) {
    return losing <= allowed(members);
  }
}
