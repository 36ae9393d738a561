package io.rollcall.application.organization;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.OrganizationRepository.Acting;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** An organization, for any of its members; with what the reader stands for in it. */
@ApplicationScoped
public class ReadOrganization {
  private final OrganizationRepository organizations;

  ReadOrganization(OrganizationRepository organizations) {
    this.organizations = organizations;
  }

  /** For active members; somebody without a role or deactivated may do nothing here. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public Acting execute(OrganizationId organization, UserId reader) {
    return acting(organization, reader)
        .require(io.rollcall.domain.organization.Permission.BE_MEMBER);
  }

  /** What a member calls the organization that they work in. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public String title(OrganizationId organization, UserId reader) {
    return acting(organization, reader).organization().title();
  }

  /** For showing people where they stand, whatever their role. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public Acting acting(OrganizationId organization, UserId reader) {
    return organizations
        .acting(organization, reader)
        .orElseThrow(() -> new Violation.NotFound("organization").refused());
  }
}
