package io.rollcall.application.organization;

import io.rollcall.application.port.MemberViews;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Place;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Puts many members into a workspace by hand, or takes them out, in one transaction. */
@ApplicationScoped
public class SetWorkspaceMembers {
  private final ManagedWorkspaces managed;
  private final MemberViews members;
  private final ManyMembers many;

  SetWorkspaceMembers(ManagedWorkspaces managed, MemberViews members, ManyMembers many) {
    this.managed = managed;
    this.members = members;
    this.many = many;
  }

  /**
   * @param who of those who are not there yet, or of those who are
   */
  public record Command(
      OrganizationId organization,
      UserId actor,
      WorkspaceId workspace,
      MemberViews.Filter who,
      boolean joined) {}

  /**
   * Whoever is no member is passed over, and so is whoever a directory keeps there.
   *
   * @return how many were put there or taken out
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code ManualManagementOff}, {@code WrongState} for a sandbox
   */
  @Transactional
  public int execute(Command command) {
    var workspace = command.workspace();
    var opened = managed.open(command.organization(), command.actor(), workspace);
    opened.slice().places().requireManualWorkspaces();
    if (command.joined()) {
      opened.workspace().requireShared();
    }
    var place = new Place.OfWorkspace(workspace);
    var who =
        command.joined()
            ? command.who().outside(workspace)
            : command.who().within(new MemberViews.Within.OfWorkspace(workspace));
    return many.decide(
        command.organization(),
        members.userIds(command.organization(), who),
        opened.occasion(),
        (slice, user) ->
            (command.joined() || !slice.places().isKept(user, place))
                && slice
                    .places()
                    .setWorkspaceMember(command.actor(), user, workspace, command.joined()));
  }
}
