package io.rollcall.domain.federation;

import io.rollcall.domain.membership.GroupRef;
import java.util.List;

/**
 * What one provider says about one person now: the mapped groups they are in, and whether it marks
 * them as disabled. Both a login and a sync come to this, and {@link Reconciler} does the rest.
 */
public record DesiredAccess(Listing listing, List<Mapped> mapped) {

  /** Whether the provider lists the person at all. */
  public enum Listing {
    LISTED,
    /** Listed, and marked as disabled. */
    DISABLED,
    /** Listed before, and no longer. */
    GONE,
    /** The provider itself is being removed: it says nothing about anybody any more. */
    WITHDRAWN
  }

  /** A mapping that applies, and through which group. */
  public record Mapped(GroupMapping mapping, GroupRef group) {}

  public DesiredAccess {
    mapped = List.copyOf(mapped);
  }

  public static DesiredAccess gone() {
    return new DesiredAccess(Listing.GONE, List.of());
  }

  public static DesiredAccess withdrawn() {
    return new DesiredAccess(Listing.WITHDRAWN, List.of());
  }
}
