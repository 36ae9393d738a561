package io.rollcall.application.organization;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.ProjectViews;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.GrantId;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Takes a role in one project back. */
@ApplicationScoped
public class EndProjectRole {
  private final ManagedProjects managed;
  private final OrganizationRepository organizations;
  private final ProjectViews views;

  EndProjectRole(
      ManagedProjects managed, OrganizationRepository organizations, ProjectViews views) {
    this.managed = managed;
    this.organizations = organizations;
    this.views = views;
  }

  /**
   * @param role the grant that gives it
   */
  public record Command(OrganizationId organization, UserId actor, GrantId role) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code ManualManagementOff}, {@code KeptByDirectory}
   */
  @Transactional
  public void execute(Command command) {
    var role =
        views
            .role(command.organization(), command.role())
            .orElseThrow(() -> new Violation.NotFound("project role").refused());
    var opened = managed.open(command.organization(), command.actor(), role.project(), role.user());
    opened.slice().places().endProjectRole(command.actor(), role.user(), role.project());
    organizations.save(opened.slice());
  }
}
