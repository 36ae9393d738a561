package io.rollcall.application.organization;

import io.rollcall.application.port.IdSource;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.ServerInfo;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessPolicy;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.organization.Organization;
import io.rollcall.domain.organization.OrganizationSlice;
import io.rollcall.domain.organization.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;

/** Makes an organization with its owner; whether the owner may is the caller's question. */
@ApplicationScoped
public class FoundOrganization {
  private final OrganizationRepository organizations;
  private final ServerInfo server;
  private final IdSource ids;
  private final InstantSource clock;

  FoundOrganization(
      OrganizationRepository organizations, ServerInfo server, IdSource ids, InstantSource clock) {
    this.organizations = organizations;
    this.server = server;
    this.ids = ids;
    this.clock = clock;
  }

  @Transactional
  public OrganizationId execute(UserId owner, String title) {
    var now = clock.instant();
    var organization =
        new Organization(
            ids.nextOrganization(),
            Organization.checkedTitle(title),
            null,
            owner,
            Role.NOT_ACTIVATED,
            AccessPolicy.ALL_MANUAL,
            Permissions.DEFAULT,
            server.defaultPlan(),
            now,
            0);
    var membership = Membership.fresh(ids.nextMembership(), organization.id(), owner, now);
    organizations.save(
        OrganizationSlice.found(
            organization, membership, ids, new Occasion(now, new Recorder.ByUser(owner))));
    return organization.id();
  }
}
