package io.rollcall.persistence;

import io.rollcall.application.port.LegacyTokenRepository;
import io.rollcall.application.port.SecretVault;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Legacy API keys: global rows, found by their hash, readable with the server's key alone. */
@ApplicationScoped
@Transactional
class PanacheLegacyTokenRepository
    implements LegacyTokenRepository, ShortLived<LegacyTokenEntity, LegacyTokenEntity.Key> {
  private final Tenancy tenancy;
  private final Jdbc jdbc;
  private final SecretVault vault;

  PanacheLegacyTokenRepository(Tenancy tenancy, Jdbc jdbc, SecretVault vault) {
    this.tenancy = tenancy;
    this.jdbc = jdbc;
    this.vault = vault;
  }

  @Override
  public Optional<Secret> find(OrganizationId organization, UserId user) {
    tenancy.enter(organization);
    return one(
            LegacyTokenEntity::encrypted,
            "key.organization = ?1 and key.user = ?2",
            organization.value(),
            user.value())
        .map(encrypted -> vault.decrypt(encrypted, context(organization, user)));
  }

  @Override
  public void replace(OrganizationId organization, UserId user, Secret key, TokenHash hash) {
    tenancy.change(
        organization,
        """
        insert into legacy_token (organization_id, user_id, token_hash, encrypted) values (?, ?, ?, ?)
        on conflict (organization_id, user_id)
          do update set token_hash = excluded.token_hash, encrypted = excluded.encrypted, created_at = now()""",
        organization.value(),
        user.value(),
        hash.hex(),
        vault.encrypt(key, context(organization, user)));
  }

  /** One statement, which needs no transaction of its own around it. */
  @Override
  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<Holder> findByHash(TokenHash hash) {
    return jdbc.first(
        "select * from holder_of_key(?)",
        row ->
            new Holder(
                new UserId(row.getLong("user_id")),
                new OrganizationId(row.getLong("organization_id")),
                row.getBoolean("taken")),
        hash.hex());
  }

  static String context(OrganizationId organization, UserId user) {
    return "legacy_token/%s/%s".formatted(organization, user);
  }
}
