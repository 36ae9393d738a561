package io.rollcall.application.federation;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Organization;
import io.rollcall.domain.organization.OrganizationSlice;
import io.rollcall.domain.organization.Permission;
import io.rollcall.domain.organization.Plan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/** Whether somebody may deal with the SAML or SCIM settings of an organization. */
@ApplicationScoped
class SsoAccess {
  /** What a plan has to include. */
  enum Feature {
    SAML,
    SCIM;

    private void requireIn(Plan plan) {
      boolean included =
          switch (this) {
            case SAML -> plan.sso();
            case SCIM -> plan.scim();
          };
      if (!included) {
        throw new Violation.PlanForbids(this == SAML ? "sso" : "scim").refused();
      }
    }
  }

  private final OrganizationRepository organizations;
  private final InstantSource clock;

  SsoAccess(OrganizationRepository organizations, InstantSource clock) {
    this.organizations = organizations;
    this.clock = clock;
  }

  Organization require(OrganizationId organization, UserId actor, Feature feature) {
    var found = require(organization, actor);
    feature.requireIn(found.plan());
    return found;
  }

  Organization require(OrganizationId organization, UserId actor) {
    return organizations
        .acting(organization, actor)
        .orElseThrow(() -> new Violation.NotFound("organization").refused())
        .require(Permission.MANAGE_IDENTITY_PROVIDERS)
        .organization();
  }

  /** Locks the organization, so that what was read of the settings stays true. */
  OrganizationSlice lock(OrganizationId organization, UserId actor, Feature feature) {
    var slice = organizations.lock(organization, List.of(actor), occasion(actor));
    slice.require(actor, Permission.MANAGE_IDENTITY_PROVIDERS);
    feature.requireIn(slice.organization().plan());
    return slice;
  }

  Occasion occasion(UserId actor) {
    return new Occasion(clock.instant(), new Recorder.ByUser(actor));
  }
}
