package io.rollcall.persistence;

import io.rollcall.application.port.SecretVault;
import io.rollcall.application.port.SigningKeyRepository;
import io.rollcall.domain.identity.SigningKey;
import io.rollcall.domain.identity.SigningKeyId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The server's own keys: global rows, readable with the server's key alone. */
@ApplicationScoped
@Transactional
class SqlSigningKeyRepository implements SigningKeyRepository {
  private final Jdbc jdbc;
  private final SecretVault vault;

  SqlSigningKeyRepository(Jdbc jdbc, SecretVault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  @Override
  public List<SigningKey> all() {
    return jdbc.list("select * from signing_key order by created_at, id", this::key);
  }

  @Override
  public void add(SigningKey key) {
    jdbc.change(
        """
        insert into signing_key (id, encrypted, created_at, retired_at, signed_until)
        values (?, ?, ?, ?::timestamptz, ?)""",
        key.id().value(),
        vault.encrypt(key.secret(), context(key.id())),
        key.createdAt(),
        key.retiredAt(),
        key.signedUntil());
  }

  @Override
  public void retireOthers(SigningKeyId current, Instant at) {
    jdbc.change(
        "update signing_key set retired_at = ? where id <> ? and retired_at is null",
        at,
        current.value());
  }

  @Override
  public void signed(SigningKeyId key, Instant until) {
    jdbc.change(
        "update signing_key set signed_until = ? where id = ? and signed_until < ?",
        until,
        key.value(),
        until);
  }

  @Override
  public void drop(SigningKeyId key) {
    jdbc.change("delete from signing_key where id = ?", key.value());
  }

  private SigningKey key(ResultSet row) throws SQLException {
    var id = new SigningKeyId(row.getLong("id"));
    return new SigningKey(
        id,
        vault.decrypt(row.getBytes("encrypted"), context(id)),
        Values.instant(row, "created_at"),
        Values.instantOrNull(row, "retired_at"),
        Values.instant(row, "signed_until"));
  }

  static String context(SigningKeyId key) {
    return "signing_key/%s".formatted(key);
  }
}
