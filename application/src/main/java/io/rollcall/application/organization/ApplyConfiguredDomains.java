package io.rollcall.application.organization;

import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.DomainRepository;
import io.rollcall.domain.identity.DomainName;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.VerifiedDomain.Proof;
import io.rollcall.domain.membership.RuleViolated;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the domains that the operator configured those of their organizations, and takes away those
 * that were configured once and are no more. Every node does it at its start.
 */
@ApplicationScoped
public class ApplyConfiguredDomains {
  private final DomainRepository domains;
  private final DeclareDomain declare;
  private final Atomically atomically;

  ApplyConfiguredDomains(DomainRepository domains, DeclareDomain declare, Atomically atomically) {
    this.domains = domains;
    this.declare = declare;
    this.atomically = atomically;
  }

  /**
   * What cannot be done keeps nothing else from being done: an organization may have been deleted
   * since it was configured.
   *
   * @return a sentence for each domain that could not be given to its organization
   */
  public List<String> execute(Map<DomainName, OrganizationId> configured) {
    for (var domain : atomically.get(domains::all)) {
      if (domain.proof() == Proof.CONFIGURED
          && !domain.organization().equals(configured.get(domain.name()))) {
        atomically.run(() -> domains.remove(domain));
      }
    }
    var problems = new ArrayList<String>();
    configured.forEach(
        (name, organization) -> {
          try {
            atomically.run(
                () ->
                    declare.execute(
                        new DeclareDomain.Command(name, organization, Proof.CONFIGURED)));
          } catch (RuleViolated refused) {
            problems.add(
                "rollcall.domains.\"%s\" is not given to organization %s: %s"
                    .formatted(name, organization, refused.violation().message()));
          }
        });
    return List.copyOf(problems);
  }
}
