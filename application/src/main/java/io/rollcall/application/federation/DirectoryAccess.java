package io.rollcall.application.federation;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.OrganizationRepository.Acting;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether somebody may deal with the directories of an organization at all. */
@ApplicationScoped
class DirectoryAccess {
  private final OrganizationRepository organizations;

  DirectoryAccess(OrganizationRepository organizations) {
    this.organizations = organizations;
  }

  Acting require(OrganizationId organization, UserId actor) {
    var acting =
        organizations
            .acting(organization, actor)
            .orElseThrow(() -> new Violation.NotFound("organization").refused())
            .require(Permission.MANAGE_IDENTITY_PROVIDERS);
    if (!acting.organization().plan().ldap()) {
      throw new Violation.PlanForbids("ldap").refused();
    }
    return acting;
  }
}
