package io.rollcall.persistence;

import io.rollcall.application.port.DomainRepository;
import io.rollcall.domain.identity.DomainName;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.VerifiedDomain;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Domains: rows of an organization, found across all by one function of the closed list. */
@ApplicationScoped
@Transactional
class SqlDomainRepository implements DomainRepository {
  private static final String ALL = "";

  private final Tenancy tenancy;
  private final Jdbc jdbc;

  SqlDomainRepository(Tenancy tenancy, Jdbc jdbc) {
    this.tenancy = tenancy;
    this.jdbc = jdbc;
  }

  @Override
  public boolean add(VerifiedDomain domain) {
    return tenancy.change(
            domain.organization(),
            """
            insert into verified_domain (organization_id, domain, proof, since) values (?, ?, ?, ?)
            on conflict do nothing""",
            domain.organization().value(),
            domain.name().value(),
            Codes.of(domain.proof()),
            domain.since())
        == 1;
  }

  @Override
  public Optional<VerifiedDomain> find(DomainName name) {
    return domains(name.value()).stream().findFirst();
  }

  @Override
  public List<VerifiedDomain> all() {
    return domains(ALL);
  }

  private List<VerifiedDomain> domains(String wanted) {
    return jdbc.list("select * from domains_of_everybody(?)", SqlDomainRepository::domain, wanted);
  }

  @Override
  public void remove(VerifiedDomain domain) {
    tenancy.change(
        domain.organization(),
        "delete from verified_domain where organization_id = ? and domain = ?",
        domain.organization().value(),
        domain.name().value());
  }

  private static VerifiedDomain domain(ResultSet row) throws SQLException {
    return new VerifiedDomain(
        new DomainName(row.getString("domain")),
        new OrganizationId(row.getLong("organization_id")),
        Codes.read(VerifiedDomain.Proof.class, row.getString("proof")),
        Values.instant(row, "since"));
  }
}
