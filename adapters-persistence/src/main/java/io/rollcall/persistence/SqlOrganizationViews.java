package io.rollcall.persistence;

import io.rollcall.application.port.OrganizationViews;
import io.rollcall.domain.identity.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Counts that are kept in the row of the organization. */
@ApplicationScoped
@Transactional
class SqlOrganizationViews implements OrganizationViews {
  private final Tenancy tenancy;

  SqlOrganizationViews(Tenancy tenancy) {
    this.tenancy = tenancy;
  }

  @Override
  public Optional<Counts> counts(OrganizationId organization) {
    return tenancy.first(
        organization,
        "select o.member_count, o.seats_taken, o.project_count from organization o where o.id = ?",
        row ->
            new Counts(
                row.getInt("member_count"), row.getInt("seats_taken"), row.getInt("project_count")),
        organization.value());
  }
}
