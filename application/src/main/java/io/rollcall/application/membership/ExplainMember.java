package io.rollcall.application.membership;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Explanation;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Why a member has the role they have, and why not another. */
@ApplicationScoped
public class ExplainMember {
  private final OrganizationRepository organizations;

  ExplainMember(OrganizationRepository organizations) {
    this.organizations = organizations;
  }

  /**
   * @param history whether to list facts that ended, too
   */
  public record Query(OrganizationId organization, UserId reader, UserId member, boolean history) {}

  public record Explained(Membership membership, Explanation explanation) {}

  @Transactional(Transactional.TxType.SUPPORTS)
  public Explained execute(Query query) {
    var acting =
        organizations
            .acting(query.organization(), query.reader())
            .orElseThrow(() -> new Violation.NotFound("organization").refused());
    var membership =
        organizations
            .member(query.organization(), query.member())
            .orElseThrow(() -> new Violation.NotFound("member").refused());
    acting.require(Permission.VIEW_ORGANIZATION_PAGE);
    var explanation = membership.explain(acting.organization().policy());
    return new Explained(membership, query.history() ? explanation : explanation.withoutEnded());
  }
}
