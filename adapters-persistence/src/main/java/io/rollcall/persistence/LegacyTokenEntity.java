package io.rollcall.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A row of {@code legacy_token}. */
@Entity
@Table(name = "legacy_token")
class LegacyTokenEntity {
  @EmbeddedId Key key;

  @Column(name = "token_hash")
  String tokenHash;

  @Column(name = "encrypted")
  byte[] encrypted;

  protected LegacyTokenEntity() {}

  byte[] encrypted() {
    return encrypted;
  }

  /** One key for each membership. */
  @Embeddable
  record Key(
      @Column(name = "organization_id") long organization, @Column(name = "user_id") long user)
      implements Serializable {}
}
