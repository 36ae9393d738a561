package io.rollcall.persistence;

import io.rollcall.application.port.ApiTokenRepository;
import io.rollcall.domain.identity.ApiToken;
import io.rollcall.domain.identity.ApiTokenId;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.SigningKeyId;
import io.rollcall.domain.identity.TokenScope;
import io.rollcall.domain.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Personal access tokens: rows of the organization that a token names. */
@ApplicationScoped
@Transactional
class SqlApiTokenRepository implements ApiTokenRepository {
  private final Tenancy tenancy;
  private final Jdbc jdbc;

  SqlApiTokenRepository(Tenancy tenancy, Jdbc jdbc) {
    this.tenancy = tenancy;
    this.jdbc = jdbc;
  }

  @Override
  public void add(ApiToken token) {
    tenancy.change(
        token.organization(),
        """
        insert into api_token (organization_id, id, user_id, scope, signed_by, shown, created_at, expires_at)
        values (?, ?, ?, ?, ?, ?, ?, ?)""",
        token.organization().value(),
        token.id().value(),
        token.user().value(),
        token.scope().code(),
        token.signedBy().value(),
        token.shown(),
        token.createdAt(),
        token.expiresAt());
  }

  @Override
  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<Known> find(OrganizationId organization, ApiTokenId token) {
    return tenancy.first(
        organization,
        """
        select t.*, p.api_tokens, p.legacy_keys, p.days
        from api_token t left join token_policy p on p.organization_id = t.organization_id
        where t.organization_id = ? and t.id = ?""",
        row -> new Known(token(row), SqlTokenPolicyRepository.policy(row)),
        organization.value(),
        token.value());
  }

  @Override
  public List<ApiToken> list(OrganizationId organization, UserId user) {
    return tenancy.list(
        organization,
        "select * from api_token where organization_id = ? and user_id = ? order by id desc",
        SqlApiTokenRepository::token,
        organization.value(),
        user.value());
  }

  @Override
  public boolean end(OrganizationId organization, ApiTokenId token) {
    return tenancy.change(
            organization,
            "delete from api_token where organization_id = ? and id = ?",
            organization.value(),
            token.value())
        > 0;
  }

  @Override
  public void endAll(UserId user) {
    jdbc.list("select end_tokens_of(array[?::bigint])", row -> "", user.value());
  }

  private static ApiToken token(ResultSet row) throws SQLException {
    return new ApiToken(
        new ApiTokenId(row.getLong("id")),
        new OrganizationId(row.getLong("organization_id")),
        new UserId(row.getLong("user_id")),
        TokenScope.ofCode(row.getString("scope")).orElseThrow(),
        new SigningKeyId(row.getLong("signed_by")),
        row.getString("shown"),
        Values.instant(row, "created_at"),
        Values.instant(row, "expires_at"));
  }
}
