package io.rollcall.domain.membership;

import java.util.Arrays;
import java.util.Optional;

/**
 * A role in an organization. Elevation: owner above administrator above manager above reviewer
 * above annotator.
 */
public enum Role {
  OWNER("OW", "Owner", 7, true),
  ADMINISTRATOR("AD", "Administrator", 6, true),
  MANAGER("MA", "Manager", 5, true),
  REVIEWER("RE", "Reviewer", 4, true),
  ANNOTATOR("AN", "Annotator", 3, true),
  /** Joined, no role yet. */
  NOT_ACTIVATED("NO", "Not activated", 1, false),
  DEACTIVATED("DI", "Deactivated", 0, false),
  /** Appears in responses only; nobody can assign it. */
  VIEW_ONLY("VO", "View only", 2, false);

  private final String code;
  private final String title;
  private final int elevation;
  private final boolean seat;

  Role(String code, String title, int elevation, boolean seat) {
    this.code = code;
    this.title = title;
    this.elevation = elevation;
    this.seat = seat;
  }

  /** The two-letter code of the published API. */
  public String code() {
    return code;
  }

  /** The name in English, as settings name roles. */
  public String title() {
    return title;
  }

  public boolean isAbove(Role other) {
    return elevation > other.elevation;
  }

  public boolean isAtLeast(Role other) {
    return elevation >= other.elevation;
  }

  /** Higher is more elevated; for ordering only. */
  public int elevation() {
    return elevation;
  }

  /** Whether a member with this role takes one of the seats of the plan. */
  public boolean occupiesSeat() {
    return seat;
  }

  /** Whether the member may do anything in the organization at all. */
  public boolean isActive() {
    return seat || this == VIEW_ONLY;
  }

  /** Whether an administrator may give this role (the owner's moves only by a transfer). */
  public boolean isAssignable() {
    return this != OWNER && this != VIEW_ONLY;
  }

  /**
   * Whether a directory group may be mapped to this role; {@code DEACTIVATED} then means a
   * suspension.
   */
  public boolean isMappable() {
    return isAssignable() && this != NOT_ACTIVATED;
  }

  /** Whether this may be the role that everybody gets at joining. */
  public boolean isJoinable() {
    return this == NOT_ACTIVATED || this == ANNOTATOR || this == REVIEWER || this == MANAGER;
  }

  public static Optional<Role> ofCode(String code) {
    return Arrays.stream(values()).filter(role -> role.code.equals(code)).findFirst();
  }

  /** By the English name, in any case: the way the published SSO settings name roles. */
  public static Optional<Role> ofTitle(String title) {
    return Arrays.stream(values()).filter(role -> role.title.equalsIgnoreCase(title)).findFirst();
  }
}
