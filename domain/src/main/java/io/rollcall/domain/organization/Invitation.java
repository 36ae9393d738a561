package io.rollcall.domain.organization;

import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an organization offers to the holder of one address, for a time, once.
 *
 * @param role null to join with the default role alone
 * @param token the hash of what the letter's link holds
 * @param sender who answers for it: whoever sent it last
 * @param sentAt when it was sent last
 * @param deliveryProblem why the letter has not arrived yet, or never will; null when nothing is
 *     known
 * @param acceptedBy null until somebody accepted it
 * @param revoked whether somebody took it back
 */
public record Invitation(
    InvitationId id,
    OrganizationId organization,
    EmailAddress email,
    @Nullable Role role,
    Set<WorkspaceId> workspaces,
    Set<ProjectId> projects,
    TokenHash token,
    UserId sender,
    Instant sentAt,
    Instant expiresAt,
    Delivery delivery,
    @Nullable String deliveryProblem,
    @Nullable UserId acceptedBy,
    boolean revoked) {

  /** What became of the letter. */
  public enum Delivery {
    QUEUED,
    SENT,
    FAILED
  }

  public Invitation {
    workspaces = Set.copyOf(workspaces);
    projects = Set.copyOf(projects);
  }

  /**
   * Whether somebody may invite with this role: one that a directory might give, and none above
   * their own.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code RoleOutOfReach}
   */
  public static void requireOffer(Standing sender, @Nullable Role role) {
    if (role != null && !isOffered(sender, role)) {
      throw new Violation.RoleOutOfReach(role).refused();
    }
  }

  private static boolean isOffered(Standing sender, Role role) {
    return role.isMappable() && role != Role.DEACTIVATED && sender.role().isAtLeast(role);
  }

  /** Neither accepted nor taken back; possibly too old. */
  public boolean isOpen() {
    return acceptedBy == null && !revoked;
  }

  /**
   * Refuses unless this person may accept now. An invitation is as good as its sender: once they
   * may not send it any more, it is void until somebody else sends it again. Somebody who was taken
   * out, or left, after it was sent needs a new one.
   *
   * @param email the address of the person's account
   * @param sender what the sender stands for now; null when they no longer belong
   * @param known the person's membership, deleted or not; null when they never belonged
   * @throws io.rollcall.domain.membership.RuleViolated with {@code Invalid} naming {@code token}
   */
  public void requireAcceptable(
      EmailAddress email,
      @Nullable Standing sender,
      @Nullable Membership known,
      Permissions permissions,
      Instant at) {
    if (!isOpen() || !at.isBefore(expiresAt) || wasLeftSince(known, sentAt)) {
      throw unusable();
    }
    if (sender == null
        || !permissions.allow(Permission.INVITE_MEMBERS, sender)
        || (role != null && !isOffered(sender, role))) {
      throw unusable();
    }
    if (!email.equals(this.email)) {
      throw Violation.Invalid.field("token", "This invitation is for another e-mail address.")
          .refused();
    }
  }

  /** Whether the person left, or was taken out, at that moment or later. */
  public static boolean wasLeftSince(@Nullable Membership known, Instant moment) {
    var left = known == null ? null : known.deletedAt();
    return left != null && !left.isBefore(moment);
  }

  /** The one answer for every token that opens nothing, whatever the reason. */
  public static io.rollcall.domain.membership.RuleViolated unusable() {
    return Violation.Invalid.field("token", "This invitation is unknown, used or out of date.")
        .refused();
  }

  /**
   * What accepting gives: the role, and of the workspaces and projects those that the sender still
   * manages.
   */
  public List<Target> targets(Set<WorkspaceId> managed, Set<ProjectId> managedProjects) {
    Stream<Target> roles =
        role == null ? Stream.of() : Stream.of(new Target.OrganizationRole(role));
    Stream<Target> spaces =
        workspaces.stream().filter(managed::contains).sorted().map(Target.Workspace::new);
    Stream<Target> projectRoles =
        projects.stream()
            .filter(managedProjects::contains)
            .sorted()
            .map(project -> new Target.Project(project, ProjectRole.INHERIT));
    return Stream.concat(roles, Stream.concat(spaces, projectRoles)).toList();
  }

  /** Sent again: the old link is dead, and the new sender answers for it. */
  public Invitation resent(TokenHash fresh, UserId by, Instant at, Instant until) {
    return new Invitation(
        id,
        organization,
        email,
        role,
        workspaces,
        projects,
        fresh,
        by,
        at,
        until,
        Delivery.QUEUED,
        null,
        null,
        false);
  }

  public Invitation accepted(UserId by) {
    return new Invitation(
        id,
        organization,
        email,
        role,
        workspaces,
        projects,
        token,
        sender,
        sentAt,
        expiresAt,
        delivery,
        deliveryProblem,
        by,
        revoked);
  }

  public Invitation takenBack() {
    return new Invitation(
        id,
        organization,
        email,
        role,
        workspaces,
        projects,
        token,
        sender,
        sentAt,
        expiresAt,
        delivery,
        deliveryProblem,
        acceptedBy,
        true);
  }
}
