package io.rollcall.domain.membership;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one membership in one transaction, for storing and for the history.
 *
 * @param before null when the person just joined
 * @param reason a sentence for people, or a stable code; never a secret
 */
public record MembershipChange(
    @Nullable Membership before,
    Membership after,
    Transition transition,
    Occasion occasion,
    String reason) {

  /** What kind of change, as the history names it. */
  public enum Transition {
    JOINED,
    ROLE_CHANGED,
    ACCESS_CHANGED,
    SUSPENDED,
    RESUMED,
    SEATED,
    OWNERSHIP_TRANSFERRED,
    REMOVED,
    LEFT,
    RETURNED;

    /** As the API and the database say it: {@code role-changed}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Grants that are new. */
  public List<Grant> grantsAdded() {
    return before == null
        ? after.facts().grants()
        : without(
            after.facts().grants(),
            before.facts().grants().stream().map(Grant::id).toList(),
            Grant::id);
  }

  /** Grants that ended now, in their ended form. */
  public List<Grant> grantsEnded() {
    if (before == null) {
      return List.of();
    }
    var active = before.facts().grants().stream().filter(Grant::isActive).map(Grant::id).toList();
    return after.facts().grants().stream()
        .filter(g -> !g.isActive() && active.contains(g.id()))
        .toList();
  }

  public List<Suspension> suspensionsAdded() {
    return before == null
        ? after.facts().suspensions()
        : without(
            after.facts().suspensions(),
            before.facts().suspensions().stream().map(Suspension::id).toList(),
            Suspension::id);
  }

  /** Suspensions that ended now, in their ended form. */
  public List<Suspension> suspensionsEnded() {
    if (before == null) {
      return List.of();
    }
    var active =
        before.facts().suspensions().stream()
            .filter(Suspension::isActive)
            .map(Suspension::id)
            .toList();
    return after.facts().suspensions().stream()
        .filter(s -> !s.isActive() && active.contains(s.id()))
        .toList();
  }

  private static <T, I> List<T> without(
      List<T> all, List<I> known, java.util.function.Function<T, I> id) {
    return all.stream().filter(one -> !known.contains(id.apply(one))).toList();
  }
}
