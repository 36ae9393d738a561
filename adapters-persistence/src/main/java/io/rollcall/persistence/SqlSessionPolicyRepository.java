package io.rollcall.persistence;

import io.rollcall.application.port.SessionPolicyRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Session;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

@ApplicationScoped
@Transactional
class SqlSessionPolicyRepository implements SessionPolicyRepository {
  private final Tenancy tenancy;

  SqlSessionPolicyRepository(Tenancy tenancy) {
    this.tenancy = tenancy;
  }

  @Override
  public Optional<Kept> find(OrganizationId organization) {
    return tenancy.first(
        organization,
        "select * from session_policy where organization_id = ?",
        SqlSessionPolicyRepository::kept,
        organization.value());
  }

  @Override
  public Kept save(OrganizationId organization, Session.Policy policy, Instant at) {
    return tenancy
        .first(
            organization,
            """
            insert into session_policy (organization_id, max_age, max_idle, created_at, updated_at)
            values (?, ?, ?, ?, ?)
            on conflict (organization_id) do update set max_age = excluded.max_age,
              max_idle = excluded.max_idle, updated_at = excluded.updated_at
            returning *""",
            SqlSessionPolicyRepository::kept,
            organization.value(),
            policy.maxAge().toMinutes(),
            policy.maxIdle().toMinutes(),
            at,
            at)
        .orElseThrow();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        SessionPolicies.policy(row),
        Values.instant(row, "created_at"),
        Values.instant(row, "updated_at"));
  }
}
