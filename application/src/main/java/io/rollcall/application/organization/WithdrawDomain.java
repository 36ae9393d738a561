package io.rollcall.application.organization;

import io.rollcall.application.port.DomainRepository;
import io.rollcall.domain.identity.DomainName;
import io.rollcall.domain.identity.VerifiedDomain;
import io.rollcall.domain.membership.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** The operator takes a domain from its organization. Who came by it stays. */
@ApplicationScoped
public class WithdrawDomain {
  private final DomainRepository domains;

  WithdrawDomain(DomainRepository domains) {
    this.domains = domains;
  }

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound} when nobody has it,
   *     {@code WrongState} when the configuration declares it: it would be back at the next start
   */
  @Transactional
  public void execute(DomainName name) {
    var domain =
        domains.find(name).orElseThrow(() -> new Violation.NotFound("verified domain").refused());
    if (domain.proof() == VerifiedDomain.Proof.CONFIGURED) {
      throw new Violation.WrongState("domain", "declared in the configuration").refused();
    }
    domains.remove(domain);
  }
}
