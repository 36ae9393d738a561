package io.rollcall.application.membership;

import io.rollcall.application.port.MemberViews;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** One member. */
@ApplicationScoped
public class ReadMember {
  private final MemberViews members;

  ReadMember(MemberViews members) {
    this.members = members;
  }

  /** Also one who left. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public MemberViews.MemberRow execute(OrganizationId organization, UserId reader, UserId member) {
    var seen =
        members
            .member(organization, reader, member)
            .orElseThrow(() -> new Violation.NotFound("organization").refused());
    var row = seen.found().orElseThrow(() -> new Violation.NotFound("member").refused());
    seen.reader().require(Permission.VIEW_ORGANIZATION_PAGE);
    return row;
  }

  /** Only one who belongs now. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public MemberViews.MemberRow belonging(
      OrganizationId organization, UserId reader, UserId member) {
    var row = execute(organization, reader, member);
    if (row.deletedAt() != null) {
      throw new Violation.NotFound("user").refused();
    }
    return row;
  }
}
