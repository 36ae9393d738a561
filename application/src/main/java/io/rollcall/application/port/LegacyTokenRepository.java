package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenHash;
import io.rollcall.domain.identity.UserId;
import java.util.Optional;

/**
 * The legacy API key of the published contract: one for each membership, readable again by its
 * owner and therefore stored encrypted, found by its hash.
 */
public interface LegacyTokenRepository {
  Optional<Secret> find(OrganizationId organization, UserId user);

  /** Stores a new key; the old one is dead. */
  void replace(OrganizationId organization, UserId user, Secret key, TokenHash hash);

  /** Whose key it is, across organizations; nothing for an unknown or dead one. One round trip. */
  Optional<Holder> findByHash(TokenHash hash);

  /**
   * @param taken whether the organization takes legacy keys
   */
  record Holder(UserId user, OrganizationId organization, boolean taken) {}
}
