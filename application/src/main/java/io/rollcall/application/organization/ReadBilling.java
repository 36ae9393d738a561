package io.rollcall.application.organization;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.OrganizationViews;
import io.rollcall.application.port.OrganizationViews.Counts;
import io.rollcall.application.port.ServerInfo;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Organization;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** What an organization is entitled to, and how much of it is used; for whoever sees its seats. */
@ApplicationScoped
public class ReadBilling {
  private final OrganizationRepository organizations;
  private final OrganizationViews views;
  private final ServerInfo server;

  ReadBilling(OrganizationRepository organizations, OrganizationViews views, ServerInfo server) {
    this.organizations = organizations;
    this.views = views;
    this.server = server;
  }

  /**
   * @param mail whether the server can send letters
   */
  public record Billing(Organization organization, Counts counts, boolean mail) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  @Transactional
  public Billing execute(OrganizationId organization, UserId reader) {
    var acting =
        organizations
            .acting(organization, reader)
            .orElseThrow(() -> new Violation.NotFound("organization").refused())
            .require(Permission.VIEW_ORGANIZATION_PAGE);
    var counts =
        views
            .counts(organization)
            .orElseThrow(() -> new Violation.NotFound("organization").refused());
    return new Billing(acting.organization(), counts, server.sendsMail());
  }
}
