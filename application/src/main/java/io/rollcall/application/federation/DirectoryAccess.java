package io.rollcall.application.federation;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.OrganizationRepository.Acting;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether somebody may deal with the directories of an organization at all. */
@ApplicationScoped
class DirectoryAccess {
  private final OrganizationRepository organizations;

  DirectoryAccess(OrganizationRepository organizations) {
    this.organizations = organizations;
  }

  /**
   * The same for one directory or run. What the organization does not have is not there for
   * anybody, whatever they may do: not found comes before not permitted.
   */
  <T> T require(
      OrganizationId organization, UserId actor, String what, Supplier<Optional<T>> find) {
    member(organization, actor);
    var found = find.get().orElseThrow(() -> new Violation.NotFound(what).refused());
    require(organization, actor);
    return found;
  }

  private Acting member(OrganizationId organization, UserId actor) {
    return organizations
        .acting(organization, actor)
        .orElseThrow(() -> new Violation.NotFound("organization").refused());
  }

  Acting require(OrganizationId organization, UserId actor) {
    var acting = member(organization, actor).require(Permission.MANAGE_IDENTITY_PROVIDERS);
    if (!acting.organization().plan().ldap()) {
      throw new Violation.PlanForbids("ldap").refused();
    }
    return acting;
  }
}
