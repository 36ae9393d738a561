package io.rollcall.domain.organization;

import static io.rollcall.domain.membership.Role.ADMINISTRATOR;
import static io.rollcall.domain.membership.Role.ANNOTATOR;
import static io.rollcall.domain.membership.Role.MANAGER;
import static io.rollcall.domain.membership.Role.OWNER;
import static io.rollcall.domain.membership.Role.REVIEWER;

import io.rollcall.domain.membership.Role;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a role may or may not do in an organization. Those with options can be overridden
 * by the owner; for the rest the table is fixed.
 */
public enum Permission {
  /** Members, seats, tags, invitations, explanation. */
  VIEW_ORGANIZATION_PAGE(ADMINISTRATOR),
  /** Assign roles below owner, deactivate, delete. */
  MANAGE_MEMBERS(ADMINISTRATOR),
  VIEW_ACTIVITY_LOG(ADMINISTRATOR),
  /**
   * Permission overrides, session policy, token settings, management policies, transfer, deletion.
   */
  OWN_ORGANIZATION(OWNER),
  VIEW_WORKSPACES(MANAGER),
  CREATE_WORKSPACES(MANAGER),
  /**
   * Change, archive, delete any workspace, and its members and projects; managers only those they
   * created or joined.
   */
  MANAGE_ALL_WORKSPACES(ADMINISTRATOR),
  MANAGE_JOINED_WORKSPACES(MANAGER),
  VIEW_PROJECTS(ANNOTATOR),
  VIEW_ALL_PROJECTS(ADMINISTRATOR),
  MANAGE_JOINED_PROJECTS(MANAGER),
  /** Own profile, own tokens, switch, leave. */
  BE_MEMBER(ANNOTATOR),

  INVITE_MEMBERS(ADMINISTRATOR, MANAGER, "Organization", "Invite members"),
  MANAGE_IDENTITY_PROVIDERS(OWNER, ADMINISTRATOR, "Organization", "Manage identity providers"),
  CREATE_API_TOKENS(ANNOTATOR, ANNOTATOR, "Organization", "Create API tokens"),
  EDIT_PLUGINS(MANAGER, MANAGER, Permission.PROJECTS, "Edit plugins"),
  MANAGE_CLOUD_STORAGE(MANAGER, MANAGER, Permission.PROJECTS, "Manage cloud storage"),
  MANAGE_WEBHOOKS(MANAGER, MANAGER, Permission.PROJECTS, "Manage webhooks"),
  ACCESS_PROJECT_DASHBOARD(MANAGER, MANAGER, Permission.PROJECTS, "Access the project dashboard"),
  USE_AI_ASSISTANT(MANAGER, MANAGER, Permission.PROJECTS, "Use the AI assistant"),
  DELETE_TASKS(MANAGER, MANAGER, Permission.PROJECTS, "Delete tasks"),
  RESET_PROJECT_CACHE(MANAGER, MANAGER, Permission.PROJECTS, "Reset the project cache"),
  DROP_ALL_TABS(MANAGER, MANAGER, Permission.PROJECTS, "Drop all tabs"),
  DELETE_PROJECT(MANAGER, MANAGER, Permission.PROJECTS, "Delete projects"),
  ACCESS_MEMBER_PERFORMANCE_DASHBOARD(
      ANNOTATOR, ANNOTATOR, Permission.PROJECTS, "Access the member performance dashboard");

  /** The heading of what is about a project, and counts with the role that somebody has there. */
  public static final String PROJECTS = "Projects";

  private final Role lowest;
  private final @Nullable Role lowestOption;
  private final String group;
  private final String label;

  Permission(Role lowest) {
    this(lowest, null, "", "");
  }

  Permission(Role lowest, @Nullable Role lowestOption, String group, String label) {
    this.lowest = lowest;
    this.lowestOption = lowestOption;
    this.group = group;
    this.label = label;
  }

  /** The key of the published API: {@code invite_members}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The roles that have it unless the owner says otherwise. */
  public Set<Role> defaults() {
    return from(lowest);
  }

  /** The roles an override may allow; empty when it cannot be overridden. */
  public Set<Role> options() {
    return lowestOption == null ? Set.of() : from(lowestOption);
  }

  public boolean isConfigurable() {
    return lowestOption != null;
  }

  /** The heading under which settings list it. */
  public String group() {
    return group;
  }

  public String label() {
    return label;
  }

  /** A configurable permission by its key. */
  public static Optional<Permission> ofKey(String key) {
    return Arrays.stream(values())
        .filter(p -> p.isConfigurable() && p.key().equals(key))
        .findFirst();
  }

  private static Set<Role> from(Role lowest) {
    var roles = EnumSet.noneOf(Role.class);
    for (var role : EnumSet.of(OWNER, ADMINISTRATOR, MANAGER, REVIEWER, ANNOTATOR)) {
      if (role.isAtLeast(lowest)) {
        roles.add(role);
      }
    }
    return Collections.unmodifiableSet(roles);
  }
}
