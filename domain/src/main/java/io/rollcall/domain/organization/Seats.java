package io.rollcall.domain.organization;

import io.rollcall.domain.membership.Membership;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The seats of an organization: counted and taken in one atomic step, under the lock on the
 * organization's row.
 *
 * @param limit null for no limit
 * @param taken seats held now; above the limit only after the plan shrank (holders keep theirs)
 */
public record Seats(@Nullable Integer limit, int taken) {
  /** The order in which waiting members get a seat: elevation, entitled since, user id. */
  public static final Comparator<Membership> ORDER =
      Comparator.comparingInt((Membership member) -> member.entitled().role().elevation())
          .reversed()
          .thenComparing(Membership::entitledSince)
          .thenComparing(Membership::user);

  /** How many more can be taken; {@link Integer#MAX_VALUE} without a limit. */
  public int free() {
    return limit == null ? Integer.MAX_VALUE : Math.max(0, limit - taken);
  }

  public boolean anyFree() {
    return free() > 0;
  }

  public Seats take(int count) {
    return new Seats(limit, taken + count);
  }
}
