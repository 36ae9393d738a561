package io.rollcall.persistence;

import io.rollcall.application.port.AccountTokenRepository;
import io.rollcall.domain.identity.AccountToken;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** One-time tokens: global rows, one for each person and purpose. */
@ApplicationScoped
@Transactional
class SqlAccountTokenRepository implements AccountTokenRepository {
  private final Jdbc jdbc;

  SqlAccountTokenRepository(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void issue(TokenHash hash, AccountToken token) {
    jdbc.change(
        """
        insert into account_token (user_id, purpose, token_hash, address, expires_at) values (?, ?, ?, ?, ?)
        on conflict (user_id, purpose) do update
          set token_hash = excluded.token_hash, address = excluded.address, expires_at = excluded.expires_at""",
        token.user().value(),
        Codes.of(token.purpose()),
        hash.hex(),
        token.address().value(),
        token.expiresAt());
  }

  @Override
  public Optional<AccountToken> find(TokenHash hash, AccountToken.Purpose purpose, Instant at) {
    return jdbc.first(
        "select * from account_token where token_hash = ? and purpose = ? and expires_at > ?",
        row -> token(row, purpose),
        hash.hex(),
        Codes.of(purpose),
        at);
  }

  @Override
  public Optional<AccountToken> redeem(TokenHash hash, AccountToken.Purpose purpose, Instant at) {
    return jdbc.first(
        "delete from account_token where token_hash = ? and purpose = ? and expires_at > ? returning *",
        row -> token(row, purpose),
        hash.hex(),
        Codes.of(purpose),
        at);
  }

  @Override
  public void endAll(UserId user) {
    jdbc.change("delete from account_token where user_id = ?", user.value());
  }

  private static AccountToken token(ResultSet row, AccountToken.Purpose purpose)
      throws SQLException {
    return new AccountToken(
        new UserId(row.getLong("user_id")),
        purpose,
        new EmailAddress(row.getString("address")),
        Values.instant(row, "expires_at"));
  }
}
