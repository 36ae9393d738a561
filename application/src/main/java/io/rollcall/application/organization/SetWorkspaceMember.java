package io.rollcall.application.organization;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Puts one member into a workspace by hand, or takes them out. */
@ApplicationScoped
public class SetWorkspaceMember {
  private final ManagedWorkspaces managed;
  private final OrganizationRepository organizations;

  SetWorkspaceMember(ManagedWorkspaces managed, OrganizationRepository organizations) {
    this.managed = managed;
    this.organizations = organizations;
  }

  public record Command(
      OrganizationId organization,
      UserId actor,
      WorkspaceId workspace,
      UserId member,
      boolean joined) {}

  /**
   * Doing it again changes nothing.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code ManualManagementOff}, {@code WrongState} for a sandbox, {@code KeptByDirectory}
   */
  @Transactional
  public void execute(Command command) {
    var opened =
        managed.open(
            command.organization(), command.actor(), command.workspace(), command.member());
    if (command.joined()) {
      opened.workspace().requireShared();
    }
    opened
        .slice()
        .places()
        .setWorkspaceMember(
            command.actor(), command.member(), command.workspace(), command.joined());
    organizations.save(opened.slice());
  }
}
