package io.rollcall.domain.federation;

import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.MembershipChange.Transition;
import io.rollcall.domain.membership.Rule;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do to one person.
 *
 * @param before null for somebody who never belonged
 * @param because the reason for the access afterwards, in one sentence
 */
public record PlannedChange(
    Kind kind, @Nullable Membership before, Membership after, String because) {

  /** What it means for the person, the most serious first. */
  public enum Kind {
    /** Loses access: in no mapped group any more. */
    REMOVED(Transition.SUSPENDED),
    /** Loses access: disabled, or gone from the directory. */
    SUSPENDED(Transition.SUSPENDED),
    CHANGED(Transition.ROLE_CHANGED),
    RESUMED(Transition.RESUMED),
    JOINED(Transition.JOINED),
    /** Only what is recorded changes, nobody's access. */
    RECORDED(Transition.ACCESS_CHANGED);

    private final Transition transition;

    Kind(Transition transition) {
      this.transition = transition;
    }

    /** How the history names it. */
    public Transition transition() {
      return transition;
    }

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static PlannedChange of(@Nullable Membership before, Membership after, String because) {
    return new PlannedChange(kind(before, after), before, after, because);
  }

  /** Whether the person can work in the organization before and no longer afterwards. */
  public boolean endsAccess() {
    return before != null && belongsWithRole(before) && !belongsWithRole(after);
  }

  private static Kind kind(@Nullable Membership before, Membership after) {
    if (before == null || before.isDeleted()) {
      return Kind.JOINED;
    }
    boolean could = belongsWithRole(before);
    boolean can = belongsWithRole(after);
    if (could && !can) {
      return after.entitled().rule() == Rule.SUSPENSION ? Kind.SUSPENDED : Kind.REMOVED;
    }
    if (!could && can && before.entitled().rule() == Rule.SUSPENSION) {
      return Kind.RESUMED;
    }
    return sameAccess(before, after) ? Kind.RECORDED : Kind.CHANGED;
  }

  private static boolean sameAccess(Membership before, Membership after) {
    return before.entitled().role() == after.entitled().role()
        && before.entitled().workspaces().equals(after.entitled().workspaces())
        && before.entitled().projects().equals(after.entitled().projects());
  }

  private static boolean belongsWithRole(Membership member) {
    return !member.isDeleted() && member.entitled().role().isActive();
  }
}
