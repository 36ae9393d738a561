package io.rollcall.domain.organization;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Groups projects.
 *
 * @param color a CSS color of at most {@value #MAX_COLOR} characters, such as {@code #FFAA00}; null
 *     for none
 * @param personal a sandbox: belongs to its creator and is visible to nobody else
 */
public record Workspace(
    WorkspaceId id,
    OrganizationId organization,
    String title,
    @Nullable String description,
    @Nullable String color,
    boolean archived,
    boolean personal,
    UserId createdBy,
    Instant createdAt) {
  public static final int MAX_TITLE = 1000;
  public static final int MAX_COLOR = 16;

  private static final Pattern COLOR = Pattern.compile("(?:#[0-9A-Fa-f]{3,8}|[A-Za-z]{1,16})?");

  public Workspace {
    title = title.strip();
    if (title.isEmpty()) {
      throw Violation.Invalid.field("title", "This field may not be blank.").refused();
    }
    if (title.length() > MAX_TITLE) {
      throw Violation.Invalid.field(
              "title", "Ensure this field has no more than %d characters.".formatted(MAX_TITLE))
          .refused();
    }
    if (color != null) {
      checkColor(color);
    }
  }

  static void checkColor(String color) {
    if (color.length() > MAX_COLOR || !COLOR.matcher(color).matches()) {
      throw Violation.Invalid.field(
              "color", "A CSS color such as #FFAA00, at most %d characters.".formatted(MAX_COLOR))
          .refused();
    }
  }

  /**
   * The same with other words about it. A shared workspace stays shared and a sandbox stays one:
   * whoever made the one did not mean the other.
   *
   * @param description empty for none
   * @param color empty for none
   */
  public Workspace with(
      @Nullable String title,
      @Nullable String description,
      @Nullable String color,
      @Nullable Boolean archived) {
    return new Workspace(
        id,
        organization,
        title == null ? this.title : title,
        description == null ? this.description : emptyToNull(description),
        color == null ? this.color : emptyToNull(color),
        archived == null ? this.archived : archived,
        personal,
        createdBy,
        createdAt);
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /**
   * Refuses whoever does not see it.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotPermitted} for those who see
   *     no workspaces at all, {@code NotFound}
   */
  public void requireVisibleTo(Standing member, Permissions permissions) {
    permissions.require(Permission.VIEW_WORKSPACES, member);
    if (!isVisibleTo(member, permissions)) {
      throw new Violation.NotFound("workspace").refused();
    }
  }

  /**
   * Refuses whoever may not change it: {@code NotFound} where they do not even see it.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotPermitted} or {@code
   *     NotFound}
   */
  public void requireManageableBy(Standing member, Permissions permissions) {
    requireVisibleTo(member, permissions);
    if (!isManageableBy(member, permissions)) {
      throw new Violation.NotPermitted(Permission.MANAGE_ALL_WORKSPACES.key()).refused();
    }
  }

  /** Refuses to put people into a sandbox, which is one person's. */
  public void requireShared() {
    if (personal) {
      throw new Violation.WrongState("workspace", "a sandbox").refused();
    }
  }

  /** Whether the member sees that the workspace exists. */
  public boolean isVisibleTo(Standing member, Permissions permissions) {
    return permissions.allow(Permission.VIEW_WORKSPACES, member)
        && (!personal || createdBy.equals(member.user()));
  }

  /** Whether the member may change it, its members and its projects. */
  public boolean isManageableBy(Standing member, Permissions permissions) {
    if (!isVisibleTo(member, permissions)) {
      return false;
    }
    boolean own = createdBy.equals(member.user()) || member.workspaces().contains(id);
    return permissions.allow(Permission.MANAGE_ALL_WORKSPACES, member)
        || (own && permissions.allow(Permission.MANAGE_JOINED_WORKSPACES, member));
  }
}
