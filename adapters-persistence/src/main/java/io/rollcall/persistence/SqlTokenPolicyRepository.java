package io.rollcall.persistence;

import io.rollcall.application.port.TokenPolicyRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.TokenPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;

@ApplicationScoped
@Transactional
class SqlTokenPolicyRepository implements TokenPolicyRepository {
  private final Tenancy tenancy;

  SqlTokenPolicyRepository(Tenancy tenancy) {
    this.tenancy = tenancy;
  }

  @Override
  public TokenPolicy find(OrganizationId organization) {
    return tenancy
        .first(
            organization,
            "select api_tokens, legacy_keys, days from token_policy where organization_id = ?",
            SqlTokenPolicyRepository::policy,
            organization.value())
        .orElse(TokenPolicy.DEFAULT);
  }

  @Override
  public void save(OrganizationId organization, TokenPolicy policy) {
    tenancy.change(
        organization,
        """
        insert into token_policy (organization_id, api_tokens, legacy_keys, days) values (?, ?, ?, ?)
        on conflict (organization_id) do update set api_tokens = excluded.api_tokens,
          legacy_keys = excluded.legacy_keys, days = excluded.days""",
        organization.value(),
        policy.apiTokens(),
        policy.legacyKeys(),
        policy.days());
  }

  /** Where a policy was joined and none is there, the default. */
  static TokenPolicy policy(ResultSet row) throws SQLException {
    var days = Values.intOrNull(row, "days");
    return days == null
        ? TokenPolicy.DEFAULT
        : new TokenPolicy(row.getBoolean("api_tokens"), row.getBoolean("legacy_keys"), days);
  }
}
