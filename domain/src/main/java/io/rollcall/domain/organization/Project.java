package io.rollcall.domain.organization;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What membership needs to know of a project, and what tells people which one it is.
 *
 * @param workspace null for a project outside all workspaces
 * @param title {@value #MIN_TITLE} to {@value #MAX_TITLE} characters
 * @param color as {@link Workspace#color()}; empty for none
 * @param published whether annotators and reviewers see it
 * @param draft whether it is still being set up
 */
public record Project(
    ProjectId id,
    OrganizationId organization,
    @Nullable WorkspaceId workspace,
    String title,
    String description,
    String color,
    boolean published,
    boolean draft,
    UserId createdBy,
    Instant createdAt) {
  public static final int MIN_TITLE = 3;
  public static final int MAX_TITLE = 50;

  /** How far it is. */
  public enum State {
    DRAFT,
    UNPUBLISHED,
    PUBLISHED
  }

  public Project {
    title = title.strip();
    if (title.length() < MIN_TITLE || title.length() > MAX_TITLE) {
      throw Violation.Invalid.field(
              "title", "From %d to %d characters.".formatted(MIN_TITLE, MAX_TITLE))
          .refused();
    }
    Workspace.checkColor(color);
  }

  public State state() {
    if (published) {
      return State.PUBLISHED;
    }
    return draft ? State.DRAFT : State.UNPUBLISHED;
  }

  /** The same with other words about it, or at another point of its life; null leaves a thing. */
  public Project with(
      @Nullable String title,
      @Nullable String description,
      @Nullable String color,
      @Nullable Boolean published,
      @Nullable Boolean draft) {
    return new Project(
        id,
        organization,
        workspace,
        title == null ? this.title : title,
        description == null ? this.description : description,
        color == null ? this.color : color,
        published == null ? this.published : published,
        draft == null ? this.draft : draft,
        createdBy,
        createdAt);
  }

  public Project movedTo(@Nullable WorkspaceId there) {
    return new Project(
        id, organization, there, title, description, color, published, draft, createdBy, createdAt);
  }

  /** Refuses whoever does not see it, as if it were not there. */
  public void requireVisibleTo(Standing member) {
    if (!isVisibleTo(member)) {
      throw new Violation.NotFound("project").refused();
    }
  }

  /**
   * Refuses whoever may not change it and its members.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound} for those who do not
   *     even see it, {@code NotPermitted}
   */
  public void requireManageableBy(Standing member) {
    requireVisibleTo(member);
    if (!isManageableBy(member)) {
      throw new Violation.NotPermitted(Permission.MANAGE_JOINED_PROJECTS.key()).refused();
    }
  }

  /**
   * Refuses to give a role here to somebody who stands above the actor: a manager would lock an
   * administrator out of the project.
   */
  public void requireReach(Standing actor, Standing subject) {
    if (roleOf(actor).filter(role -> role.isAtLeast(subject.role())).isEmpty()) {
      throw new Violation.NotPermitted(Permission.MANAGE_MEMBERS.key()).refused();
    }
  }

  /** Refuses whoever may not delete it, with the role they have here. */
  public void requireDeletableBy(Standing member, Permissions permissions) {
    requireManageableBy(member);
    requireThere(Permission.DELETE_PROJECT, member, permissions);
  }

  /** Refuses whoever does not have the permission with the role they have here. */
  public void requireThere(Permission permission, Standing member, Permissions permissions) {
    requireVisibleTo(member);
    if (roleOf(member).filter(role -> permissions.allow(permission, role)).isEmpty()) {
      throw new Violation.NotPermitted(permission.key()).refused();
    }
  }

  /**
   * The role the member has here: the owner's, which nothing overrides; the explicit project role,
   * else the organization role through the workspace or by being an administrator; nothing when
   * they have no access.
   */
  public Optional<Role> roleOf(Standing member) {
    if (!member.isActive()) {
      return Optional.empty();
    }
    var explicit = member.projects().get(id);
    if (explicit != null && member.role() != Role.OWNER) {
      return Optional.of(explicit.within(member.role()));
    }
    return hasImplicitAccess(member)
        ? Optional.of(ProjectRole.INHERIT.within(member.role()))
        : Optional.empty();
  }

  /** Whether the member sees the project: annotators and reviewers only once it is published. */
  public boolean isVisibleTo(Standing member) {
    return roleOf(member).filter(role -> published || role.isAtLeast(Role.MANAGER)).isPresent();
  }

  /** Whether the member may change it and its members. */
  public boolean isManageableBy(Standing member) {
    return roleOf(member).filter(role -> role.isAtLeast(Role.MANAGER)).isPresent();
  }

  private boolean hasImplicitAccess(Standing member) {
    return member.role().isAtLeast(Role.ADMINISTRATOR)
        || (member.role() == Role.MANAGER && createdBy.equals(member.user()))
        || (workspace != null && member.workspaces().contains(workspace));
  }
}
