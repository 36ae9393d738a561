package io.rollcall.application.organization;

import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Set;

/** Puts one member into a project by hand, or takes them out. */
@ApplicationScoped
public class SetProjectMember {
  private final ManagedProjects managed;
  private final OrganizationRepository organizations;
  private final MemberViews members;

  SetProjectMember(
      ManagedProjects managed, OrganizationRepository organizations, MemberViews members) {
    this.managed = managed;
    this.organizations = organizations;
    this.members = members;
  }

  public record Command(
      OrganizationId organization,
      UserId actor,
      ProjectId project,
      UserId member,
      boolean joined) {}

  /**
   * Doing it again changes nothing.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code ManualManagementOff}, {@code KeptByDirectory}, {@code WrongState} for somebody who
   *     is there by the workspace alone
   */
  @Transactional
  public void execute(Command command) {
    var opened =
        managed.open(command.organization(), command.actor(), command.project(), command.member());
    boolean changed =
        opened
            .slice()
            .places()
            .setProjectMember(
                command.actor(), command.member(), command.project(), command.joined());
    if (!changed && !command.joined() && isThereByWorkspace(command)) {
      throw new Violation.WrongState("member", "there by the workspace").refused();
    }
    organizations.save(opened.slice());
  }

  private boolean isThereByWorkspace(Command command) {
    var there =
        MemberViews.Filter.ALL
            .within(new MemberViews.Within.OfProject(command.project(), true))
            .choosing(Set.of(command.member()), Set.of());
    return !members.userIds(command.organization(), there).isEmpty();
  }
}
