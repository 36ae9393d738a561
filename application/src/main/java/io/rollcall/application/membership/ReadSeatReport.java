package io.rollcall.application.membership;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.SeatReportViews;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Who takes a seat and why: for those who see the members. */
@ApplicationScoped
public class ReadSeatReport {
  private final OrganizationRepository organizations;
  private final SeatReportViews views;

  ReadSeatReport(OrganizationRepository organizations, SeatReportViews views) {
    this.organizations = organizations;
    this.views = views;
  }

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  @Transactional(Transactional.TxType.SUPPORTS)
  public SeatReportViews.Report execute(UserId reader, SeatReportViews.Query query) {
    organizations
        .acting(query.organization(), reader)
        .orElseThrow(() -> new Violation.NotFound("organization").refused())
        .require(Permission.VIEW_ORGANIZATION_PAGE);
    return views.report(query);
  }
}
