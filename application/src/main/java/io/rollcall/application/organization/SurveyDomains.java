package io.rollcall.application.organization;

import io.rollcall.application.port.DomainRepository;
import io.rollcall.domain.identity.VerifiedDomain;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** The domains of all organizations of the installation, for its operator. */
@ApplicationScoped
public class SurveyDomains {
  private final DomainRepository domains;

  SurveyDomains(DomainRepository domains) {
    this.domains = domains;
  }

  @Transactional
  public List<VerifiedDomain> execute() {
    return domains.all();
  }
}
