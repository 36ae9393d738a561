package io.rollcall.domain.membership;

import java.util.Arrays;
import java.util.Optional;

/**
 * A role in one project, overriding the organization role there; {@code INHERIT} gives access with
 * the organization role.
 */
public enum ProjectRole {
  INHERIT("Inherit"),
  ANNOTATOR("Annotator"),
  REVIEWER("Reviewer"),
  MANAGER("Manager");

  private final String title;

  ProjectRole(String title) {
    this.title = title;
  }

  /** As the published SSO settings name it. */
  public String title() {
    return title;
  }

  /** Whether a directory group may be mapped to it. */
  public boolean isMappable() {
    return this != MANAGER;
  }

  /** The role this comes to for somebody who holds {@code organizationRole}. */
  public Role within(Role organizationRole) {
    return switch (this) {
      case INHERIT -> organizationRole;
      case ANNOTATOR -> Role.ANNOTATOR;
      case REVIEWER -> Role.REVIEWER;
      case MANAGER -> Role.MANAGER;
    };
  }

  /** The project role that makes somebody this; nothing for what only an organization gives. */
  public static Optional<ProjectRole> of(Role role) {
    return Arrays.stream(values())
        .filter(there -> there != INHERIT && there.within(role) == role)
        .findFirst();
  }

  public static Optional<ProjectRole> ofTitle(String title) {
    return Arrays.stream(values()).filter(role -> role.title.equalsIgnoreCase(title)).findFirst();
  }
}
