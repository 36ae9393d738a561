package io.rollcall.application.organization;

import io.rollcall.application.port.DomainRepository;
import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.domain.identity.DomainName;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.VerifiedDomain;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Organization;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;

/** The operator says that a domain is an organization's, without a proof. */
@ApplicationScoped
public class DeclareDomain {
  private final DomainRepository domains;
  private final OrganizationRepository organizations;
  private final InstantSource clock;

  DeclareDomain(
      DomainRepository domains, OrganizationRepository organizations, InstantSource clock) {
    this.domains = domains;
    this.organizations = organizations;
    this.clock = clock;
  }

  public record Command(
      DomainName domain, OrganizationId organization, VerifiedDomain.Proof proof) {}

  /**
   * A domain that the organization has already stays as it is.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound} when there is no such
   *     organization, {@code DomainTaken} when another has the domain
   */
  @Transactional
  public Organization execute(Command command) {
    var organization =
        organizations
            .find(command.organization())
            .orElseThrow(() -> new Violation.NotFound("organization").refused());
    var declared =
        new VerifiedDomain(
            command.domain(), command.organization(), command.proof(), clock.instant());
    if (!domains.add(declared) && !isHeldBy(command)) {
      throw new Violation.DomainTaken(command.domain().value()).refused();
    }
    return organization;
  }

  private boolean isHeldBy(Command command) {
    return domains
        .find(command.domain())
        .filter(known -> known.organization().equals(command.organization()))
        .isPresent();
  }
}
