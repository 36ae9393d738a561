package io.rollcall.application.organization;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.ProjectViews;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Set;

/** Gives a member a role in one project by hand. */
@ApplicationScoped
public class SetProjectRole {
  private final ManagedProjects managed;
  private final OrganizationRepository organizations;
  private final ProjectViews views;

  SetProjectRole(
      ManagedProjects managed, OrganizationRepository organizations, ProjectViews views) {
    this.managed = managed;
    this.organizations = organizations;
    this.views = views;
  }

  /**
   * @param role annotator, reviewer or manager
   */
  public record Command(
      OrganizationId organization, UserId actor, ProjectId project, UserId member, Role role) {}

  /**
   * @return the role as it counts now, which a directory may have made a higher one
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   *     also for a member above the actor, {@code ManualManagementOff}, {@code RoleOutOfReach},
   *     {@code OwnerKeepsRole}
   */
  @Transactional
  public ProjectViews.RoleRow execute(Command command) {
    var opened =
        managed.open(command.organization(), command.actor(), command.project(), command.member());
    var role = projectRole(command.role());
    var member =
        opened
            .slice()
            .member(command.member())
            .orElseThrow(() -> new Violation.NotFound("member").refused());
    opened.requireReach(member);
    opened
        .slice()
        .places()
        .setProjectRole(command.actor(), command.member(), command.project(), role);
    organizations.save(opened.slice());
    return views
        .rolesOf(command.organization(), command.member(), Set.of(command.project()))
        .getFirst();
  }

  /** What only an organization gives is no role of a project. */
  static ProjectRole projectRole(Role role) {
    return ProjectRole.of(role).orElseThrow(() -> new Violation.RoleOutOfReach(role).refused());
  }
}
